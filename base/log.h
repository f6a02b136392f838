/* log - one line per event on standard error: time level event key=value…; values are quoted when
 * they must be. Daemons log at their edges; library code returns errors instead. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/base.h"

enum kb_log_level { KB_LOG_DEBUG, KB_LOG_INFO, KB_LOG_WARN, KB_LOG_ERROR };

/* Lines below this level are dropped. Call once, before threads start. */
void kb_log_level(enum kb_log_level level);
/* fmt makes the key=value part: kb_log(KB_LOG_INFO, "agent.online", "agent=%s room=%s", …). */
void kb_log(enum kb_log_level level, const char *event, const char *fmt, ...) PRINTF(3, 4);
/* A value for fmt, quoted and stripped of control characters, in buf. Returns buf. */
const char *kb_log_value(char *buf, size_t size, const char *value);

#endif
