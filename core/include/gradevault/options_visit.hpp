#pragma once

// Included by options.hpp: the one list of numeric options that the command line, the report, the API and the tests walk.

namespace gradevault {

template <class OptionsLike, class Visitor>
void visitNumericOptions(OptionsLike& o, Visitor&& visit) {
  using Info = OptionInfo;
  visit(Info{"quickLongSide", "long side of the quick luma, at most", "px", 64, 4096, true}, o.quickLongSide);
  visit(Info{"flowLevels", "pyramid levels of the optical flow above the full size", "", 0, 8, true}, o.flowLevels);
  visit(Info{"flowWindow", "window of the optical flow, odd", "px", 3, 63, true}, o.flowWindow);
  visit(Info{"flowIterations", "iterations of the optical flow a level", "", 1, 20, true}, o.flowIterations);
  visit(Info{"glareLevel", "luma from which a pixel counts as saturated", "", 1, 255, true}, o.glareLevel);
  visit(Info{"glareBlobShare", "smallest saturated blob that counts as glare, of the frame", "share", 0, 1, false},
        o.glareBlobShare);
  visit(Info{"maxMotion", "fastest motion of a stable frame, at a long side of 640 px", "px/s", 0, 10000, false},
        o.maxMotion);
  visit(Info{"goldenSpacing", "time between golden frames, at least", "s", 0, 3600, false}, o.goldenSpacing);
  visit(Info{"goldenFrames", "golden frames, at most", "", 1, 50, true}, o.goldenFrames);
  visit(Info{"goldenSharpness", "sharpness of a golden frame, at least, of the sharpest one's", "share", 0, 1, false},
        o.goldenSharpness);
  visit(Info{"minItemShare", "smallest share of the frame that an item covers", "share", 0, 1, false},
        o.minItemShare);
  visit(Info{"orbFeatures", "ORB features for the alignment", "", 50, 20000, true}, o.orbFeatures);
  visit(Info{"ransacThreshold", "reprojection error of an inlier of the alignment", "px", 0.1, 100, false},
        o.ransacThreshold);
  visit(Info{"maxRectifiedSide", "longest side of a rectified picture", "px", 64, 16384, true}, o.maxRectifiedSide);
  visit(Info{"maskSigma", "a defect is over the mean score plus this many standard deviations", "σ", -10, 10, false},
        o.maskSigma);
  visit(Info{"warnSharpness", "sharpness of the item in the golden frames below which the check warns", "", 0, 1e9, false},
        o.warnSharpness);
  visit(Info{"failSharpness", "sharpness of the item in the golden frames below which the check fails", "", 0, 1e9, false},
        o.failSharpness);
  visit(Info{"warnStableShare", "share of stable frames below which the motion check warns", "share", 0, 1, false},
        o.warnStableShare);
  visit(Info{"failStableShare", "share of stable frames below which the motion check fails", "share", 0, 1, false},
        o.failStableShare);
  visit(Info{"warnHighlight", "luma that 99 % of a golden frame's pixels do not exceed: exposure warns below", "", 0, 255, false},
        o.warnHighlight);
  visit(Info{"failHighlight", "luma that 99 % of a golden frame's pixels do not exceed: exposure fails below", "", 0, 255, false},
        o.failHighlight);
  visit(Info{"warnBrightMean", "mean luma of the golden frames above which exposure warns", "", 0, 255, false},
        o.warnBrightMean);
  visit(Info{"failBrightMean", "mean luma of the golden frames above which exposure fails", "", 0, 255, false},
        o.failBrightMean);
  visit(Info{"warnClippedShare", "share of pixels at 250 or more above which exposure warns", "share", 0, 1, false},
        o.warnClippedShare);
  visit(Info{"failClippedShare", "share of pixels at 250 or more above which exposure fails", "share", 0, 1, false},
        o.failClippedShare);
  visit(Info{"warnGlareShare", "share of the item under glare above which the check warns", "share", 0, 1, false},
        o.warnGlareShare);
  visit(Info{"failGlareShare", "share of the item under glare above which the check fails", "share", 0, 1, false},
        o.failGlareShare);
  visit(Info{"warnItemShare", "item's share of the frame below which framing warns", "share", 0, 1, false},
        o.warnItemShare);
  visit(Info{"failItemShare", "item's share of the frame below which framing fails", "share", 0, 1, false},
        o.failItemShare);
  visit(Info{"framingMargin", "distance of a corner to the frame's border that counts as cut off, of the long side",
             "share", 0, 0.5, false},
        o.framingMargin);
  visit(Info{"warnTilt", "tilt of the item above which the check warns", "°", 0, 90, false}, o.warnTilt);
  visit(Info{"failTilt", "tilt of the item above which the check fails", "°", 0, 90, false}, o.failTilt);
  visit(Info{"warnResolution", "pixels across the item's short side below which the check warns", "px", 0, 65535,
             false},
        o.warnResolution);
  visit(Info{"failResolution", "pixels across the item's short side below which the check fails", "px", 0, 65535,
             false},
        o.failResolution);
  visit(Info{"warnGoldenFrames", "golden frames below which coverage warns", "", 0, 50, true}, o.warnGoldenFrames);
  visit(Info{"failGoldenFrames", "golden frames below which coverage fails", "", 0, 50, true}, o.failGoldenFrames);
}

}  // namespace gradevault
