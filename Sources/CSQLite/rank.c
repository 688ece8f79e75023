#include "shim.h"
#include <string.h>

/* BM25 over the hits it is given, with the mean length and one inverse frequency a phrase passed in: the
   built-in one reads each word's whole list to find them, seconds for a common word. */
static void hit_rank(const Fts5ExtensionApi *api, Fts5Context *hit, sqlite3_context *out, int count,
                     sqlite3_value **values) {
  const double saturation = 1.2, slope = 0.75;
  double mean = count > 0 ? sqlite3_value_double(values[0]) : 1, often[32] = {0}, score = 0;
  int words = 0, found = 0, phrases = api->xPhraseCount(hit);
  if (mean < 1) mean = 1;
  api->xColumnSize(hit, -1, &words);
  if (api->xInstCount(hit, &found) == SQLITE_OK) {
    for (int i = 0; i < found; i++) {
      int phrase, column, offset;
      if (api->xInst(hit, i, &phrase, &column, &offset) == SQLITE_OK && phrase < 32) often[phrase]++;
    }
  }
  for (int p = 0; p < phrases && p < 32 && p + 1 < count; p++) {
    double weight = sqlite3_value_double(values[p + 1]);
    score += weight * often[p] * (saturation + 1) / (often[p] + saturation * (1 - slope + slope * words / mean));
  }
  sqlite3_result_double(out, -score);
}

int CSQLite_register_rank(sqlite3 *connection) {
  fts5_api *api = 0;
  sqlite3_stmt *statement = 0;
  int code = sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, 0);
  if (code != SQLITE_OK) return code;
  sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", 0);
  sqlite3_step(statement);
  code = sqlite3_finalize(statement);
  if (code != SQLITE_OK) return code;
  if (!api) return SQLITE_ERROR;
  return api->xCreateFunction(api, "hit_rank", 0, hit_rank, 0);
}
