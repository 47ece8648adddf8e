#pragma once

// What JavaScript calls: the pre-check as plain C, one session a handle. Texts are UTF-8; what a function leaves for JavaScript lies
// in memory of the session until its next call. Every function that can fail returns 0 when it worked, else a code of GvError, with
// the sentence in gv_message(). No exception leaves.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct GvSession GvSession;

typedef enum {
  GV_OK = 0,
  GV_INVALID_ARGUMENT = 1,
  GV_UNREADABLE_INPUT = 2,
  GV_UNSUPPORTED = 3,
  GV_OUT_OF_MEMORY = 4,
  GV_INTERNAL = 5,
} GvError;

typedef enum { GV_I420 = 0, GV_I422 = 1, GV_I444 = 2, GV_NV12 = 3, GV_RGBA = 4, GV_GRAY = 5 } GvFormat;

/// One picture that lies in the session's frame buffer (gv_buffer). Planes as VideoFrame.copyTo lays them out: offsets and strides
/// in bytes. Samples of more than 8 bits are 16-bit little-endian words.
typedef struct {
  int32_t format;   // GvFormat
  int32_t width;    // px, coded
  int32_t height;
  int32_t bits;     // 8, 10 or 12; a sample
  int32_t offset[3];
  int32_t stride[3];
  int32_t fullRange;  // 0, 1
  int32_t matrix;     // 0 BT.601, 1 BT.709, 2 BT.2020
  int32_t gapBefore;  // 0, 1
  int32_t reserved;
  double time;        // s since the capture's first frame
} GvFrame;

/// Starts one. `request`: JSON {options, live, source, rotation, scanId, shot, threads}; options as in options.schema.json (profile
/// quick where absent). `engine`: cpu or reference. Null and *error set when refused; then gv_message(NULL) says why.
GvSession* gv_start(const char* request, int32_t* error);
/// Room for one picture of so many bytes, 16-byte aligned, reused; null when memory is out. Views of the heap are stale after it.
uint8_t* gv_buffer(GvSession* session, size_t bytes);
/// Where gv_push and gv_golden read their GvFrame; JavaScript writes its members there.
GvFrame* gv_frame(GvSession* session);
/// Takes the picture in the buffer. Live: gv_text() is the feedback's JSON (docs/decisions/0072).
int32_t gv_push(GvSession* session);
/// File: ends the scan; gv_text() is a JSON array of frame numbers whose pictures are to be decoded again.
int32_t gv_wanted(GvSession* session);
/// The picture in the buffer is golden frame `frame`'s.
int32_t gv_golden(GvSession* session, int32_t frame);
/// gv_text() is the report's JSON.
int32_t gv_finish(GvSession* session);
/// After gv_finish: golden frame `index` as upright RGBA in the buffer; gv_text() is {width, height}.
int32_t gv_golden_picture(GvSession* session, int32_t index, int32_t longSide);
const char* gv_text(GvSession* session);
size_t gv_text_bytes(GvSession* session);
const char* gv_message(GvSession* session);
void gv_end(GvSession* session);

/// The schema version of reports, the engine's instruction set and the program's version, as JSON.
const char* gv_about(void);

#ifdef __cplusplus
}
#endif
