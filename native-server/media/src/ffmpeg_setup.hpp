#pragma once

namespace gradevault::media {

/// Settings that FFmpeg keeps for the whole process, made once at the first capture: no log lines (every
/// failure comes back as an Error; stderr belongs to the program), and no single allocation above 1 GiB, so
/// that a small hostile file cannot ask for more by a lying count.
void setUpFfmpeg();

}  // namespace gradevault::media
