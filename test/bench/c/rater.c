/*
 * The floor: the same job as hand/, in C, one thread, nothing but the standard library. PLAN USAGE OUT.
 * It reads the one layout that the producer writes, compares it in full, and stops at anything else. Milliseconds are counted since
 * the beginning of the data; keys and fingerprints are 64 bits; events whose order matters wait half an hour in a sorted queue.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef uint64_t u64;
typedef unsigned __int128 u128;

static void fail(const char *why) {
  fprintf(stderr, "%s\n", why);
  exit(1);
}

static void *room(size_t count, size_t size) {
  void *memory = calloc(count, size);
  if (!memory) fail("out of memory");
  return memory;
}

/* ── The plan ─────────────────────────────────────────────────────────────── */

enum { AGREEMENTS = 1 << 14, ROWS = 1 << 13, KEYS = 1 << 10 };
enum { SMS, WHATSAPP, VOICE };

typedef struct { int64_t included; char fee[24], overage[24]; } Package;
typedef struct {
  char name[16];
  int length;
  int64_t start, end;
  int digits, card[3], increment;
  char originated[24], detection[24], email[24], storage[24];
  Package users, sessions;
} Agreement;
typedef struct { int card, key, next; char price[24]; int64_t from, until; } Row;
typedef struct { int keys, rows; char key[KEYS][16]; Row row[ROWS]; int *first; } Rates;

static Agreement *agreements;
static int agreement_count;
static Rates rates[3];

static int key_of(Rates *r, const char *text) {
  for (int i = 0; i < r->keys; i++)
    if (!strcmp(r->key[i], text)) return i;
  strcpy(r->key[r->keys], text);
  return r->keys++;
}

static void read_plan(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) fail("no plan");
  agreements = room(AGREEMENTS, sizeof *agreements);
  char kind[16];
  while (fscanf(file, "%15s", kind) == 1) {
    if (!strcmp(kind, "agreement")) {
      if (agreement_count == AGREEMENTS) fail("too many agreements");
      Agreement *a = &agreements[agreement_count++];
      int got = fscanf(file, "%15s %ld %ld %d %d %d %d %23s %ld %23s %23s %d %23s %23s %ld %23s %23s %23s", a->name, &a->start, &a->end,
                       &a->digits, &a->card[0], &a->card[1], &a->card[2], a->originated, &a->users.included, a->users.fee, a->users.overage,
                       &a->increment, a->detection, a->email, &a->sessions.included, a->sessions.fee, a->sessions.overage, a->storage);
      if (got != 18) fail("plan");
      a->length = (int)strlen(a->name);
    } else {
      char name[16], key[16];
      Row row = {0};
      if (fscanf(file, "%15s %d %15s %23s %ld %ld", name, &row.card, key, row.price, &row.from, &row.until) != 6) fail("plan");
      Rates *r = &rates[name[0] == 's' ? SMS : name[0] == 'w' ? WHATSAPP : VOICE];
      row.key = key_of(r, key);
      if (r->rows == ROWS) fail("too many rows");
      r->row[r->rows++] = row;
    }
  }
  fclose(file);
  for (int service = 0; service < 3; service++) {
    Rates *r = &rates[service];
    r->first = room(KEYS * KEYS, sizeof *r->first);
    memset(r->first, -1, KEYS * KEYS * sizeof *r->first);
    for (int i = 0; i < r->rows; i++) {
      int *first = &r->first[r->row[i].card * KEYS + r->row[i].key];
      r->row[i].next = *first;
      *first = i;
    }
  }
}

static int find_row(const Rates *r, int card, int key, int64_t at) {
  int i = r->first[card * KEYS + key];
  while (i >= 0 && (at < r->row[i].from || at >= r->row[i].until)) i = r->row[i].next;
  return i;
}

/* ── Keys of rate cards ───────────────────────────────────────────────────── */

static u64 mixed(u64 x) {
  x ^= x >> 32;
  x *= 0x9e3779b97f4a7c15u;
  return x ^ (x >> 29);
}

static u64 fingerprint(const char *text, size_t length) {
  u64 h = length * 0x9e3779b97f4a7c15u, word;
  for (; length >= 8; text += 8, length -= 8) {
    memcpy(&word, text, 8);
    h = mixed(h ^ word);
  }
  word = 0;
  memcpy(&word, text, length);
  return mixed(mixed(h ^ word) + 0x2545f4914f6cdd1d);
}

/* Keys by the fingerprint of their text, compared in full. */
static int16_t key_index[2][1 << 13];
/* Prefixes as a tree of digits, and for each key the next shorter prefix. */
static int16_t tree[1024][10], tree_key[1024], shorter[KEYS];

static void walk(int node, int longest) {
  if (tree_key[node] >= 0) shorter[tree_key[node]] = (int16_t)longest;
  else tree_key[node] = (int16_t)longest;
  for (int d = 0; d < 10; d++)
    if (tree[node][d]) walk(tree[node][d], tree_key[node]);
}

static void prepare_keys(void) {
  memset(key_index, -1, sizeof key_index);
  memset(tree_key, -1, sizeof tree_key);
  for (int service = SMS; service <= WHATSAPP; service++)
    for (int i = 0; i < rates[service].keys; i++) {
      unsigned place = fingerprint(rates[service].key[i], strlen(rates[service].key[i])) & 8191;
      while (key_index[service][place] >= 0) place = (place + 1) & 8191;
      key_index[service][place] = (int16_t)i;
    }
  int nodes = 1;
  for (int i = 0; i < rates[VOICE].keys; i++) {
    int node = 0;
    for (const char *d = rates[VOICE].key[i]; *d; d++) {
      if (!tree[node][*d - '0']) tree[node][*d - '0'] = (int16_t)nodes++;
      node = tree[node][*d - '0'];
    }
    tree_key[node] = (int16_t)i;
  }
  walk(0, -1);
}

static int code_key(int service, const char *text, size_t length) {
  for (unsigned place = fingerprint(text, length) & 8191;; place = (place + 1) & 8191) {
    int i = key_index[service][place];
    if (i < 0) return -1;
    if (!memcmp(rates[service].key[i], text, length) && !rates[service].key[i][length]) return i;
  }
}

static int prefix_key(const char *digits) {
  int node = 0;
  while (*digits >= '0' && *digits <= '9' && tree[node][*digits - '0']) node = tree[node][*digits++ - '0'];
  return tree_key[node];
}

/* ── State in flat tables ─────────────────────────────────────────────────── */

typedef struct { u64 *part[64]; size_t length[64], count[64]; } Set;

/* True when the fingerprint is new. */
static int set_add(Set *s, u64 key) {
  if (!key) key = 1;
  size_t part = key & 63;
  if (s->count[part] * 8 >= s->length[part] * 5) {
    size_t length = s->length[part] ? s->length[part] * 2 : 128;
    u64 *grown = room(length, sizeof *grown);
    for (size_t i = 0; i < s->length[part]; i++) {
      u64 old = s->part[part][i];
      if (!old) continue;
      size_t at = (old >> 6) & (length - 1);
      while (grown[at]) at = (at + 1) & (length - 1);
      grown[at] = old;
    }
    free(s->part[part]);
    s->part[part] = grown;
    s->length[part] = length;
  }
  size_t mask = s->length[part] - 1, at = (key >> 6) & mask;
  for (; s->part[part][at]; at = (at + 1) & mask)
    if (s->part[part][at] == key) return 0;
  s->part[part][at] = key;
  s->count[part]++;
  return 1;
}

typedef struct { u64 key; uint32_t state, more; } Entry;
typedef struct { Entry *part[64]; size_t length[64], count[64]; } Table;

/* The entry of a key; a new one is 0, 1. */
static Entry *entry(Table *t, u64 key) {
  u64 hash = mixed(key);
  size_t part = hash & 63;
  if (t->count[part] * 8 >= t->length[part] * 5) {
    size_t length = t->length[part] ? t->length[part] * 2 : 64;
    Entry *grown = room(length, sizeof *grown);
    for (size_t i = 0; i < t->length[part]; i++) {
      Entry old = t->part[part][i];
      if (!old.more) continue;
      size_t at = (mixed(old.key) >> 6) & (length - 1);
      while (grown[at].more) at = (at + 1) & (length - 1);
      grown[at] = old;
    }
    free(t->part[part]);
    t->part[part] = grown;
    t->length[part] = length;
  }
  size_t mask = t->length[part] - 1, at = (hash >> 6) & mask;
  Entry *e = t->part[part];
  while (e[at].more && e[at].key != key) at = (at + 1) & mask;
  if (!e[at].more) {
    e[at] = (Entry){key, 0, 1};
    t->count[part]++;
  }
  return &e[at];
}

/* ── Counting ─────────────────────────────────────────────────────────────── */

enum { DAY = 86400000, TIMEOUT = 1800000, LATENESS = 1800000 };
enum { RELEASE, OBSERVE, JUDGE };
enum { COUNTS = 1, MORE = 2 };

typedef struct {
  int64_t received, context, duplicate, breaches, originated, users, detections, emails, suppressed, sessions, stored;
} Counts;
static Counts *counts;
static int64_t *terminated, *templates, *units;
static Set seen;
static Table users, list, talks, recordings;

static int in_force(int who, int64_t at) {
  if (at >= agreements[who].start && at < agreements[who].end) return 1;
  counts[who].context++;
  return 0;
}

typedef struct { int64_t order; u64 key; uint32_t value; uint16_t who; uint8_t code; } Pending;
typedef struct { Pending *row; size_t first, end, length; int64_t done; void (*rate)(const Pending *); } Queue;

static void rate_whatsapp(const Pending *e) {
  int64_t at = e->order >> 2;
  int is_in_force = in_force(e->who, at);
  if ((e->order & 3) != JUDGE) {
    if (at < agreements[e->who].end) entry(&users, e->key)->state = (uint32_t)at + 1;
    return;
  }
  if (!is_in_force) return;
  Entry *user = entry(&users, e->key);
  if ((e->code & COUNTS) && !(user->more & 2)) {
    user->more |= 2;
    counts[e->who].users++;
  }
  if (user->state && at < (int64_t)user->state - 1 + DAY) return;
  if (!(e->code & MORE)) counts[e->who].breaches++;
  else if (e->code & COUNTS) {
    int row = find_row(&rates[WHATSAPP], agreements[e->who].card[WHATSAPP], (int)e->value, at);
    if (row < 0) fail("a template has no price");
    templates[e->who * rates[WHATSAPP].rows + row]++;
  }
}

static void rate_email(const Pending *e) {
  int64_t at = e->order >> 2;
  int is_in_force = in_force(e->who, at), step = e->order & 3;
  if (step == JUDGE) {
    if (!is_in_force || !e->code) return;
    if (entry(&list, e->key)->state) counts[e->who].suppressed++;
    else counts[e->who].emails++;
  } else if (at < agreements[e->who].end && (step == RELEASE || e->code)) entry(&list, e->key)->state = step == OBSERVE;
}

static void rate_answers(const Pending *e) {
  int64_t at = e->order >> 2;
  in_force(e->who, at);
  if (at >= agreements[e->who].end) return;
  Entry *talk = entry(&talks, e->key);
  int is_open = talk->state && at < (int64_t)talk->state - 1 + TIMEOUT;
  if ((e->order & 3) == RELEASE) {
    if (is_open && at > (int64_t)talk->more - 1) talk->state = 0;
  } else if (is_open) talk->state = (uint32_t)at + 1;
  else if (e->code) {
    talk->state = talk->more = (uint32_t)at + 1;
    if (at >= agreements[e->who].start) counts[e->who].sessions++;
  }
}

static int64_t started_days(int64_t time) { return time <= 0 ? 0 : (time + DAY - 1) / DAY; }

static void store(int who, int64_t from, int64_t until, int64_t seconds) {
  int64_t days = started_days(until - from) - started_days(agreements[who].start - from);
  if (days > 0) counts[who].stored += seconds * days;
}

static void rate_recording(const Pending *e) {
  int64_t at = e->order >> 2;
  in_force(e->who, at);
  if (at >= agreements[e->who].end) return;
  Entry *recording = entry(&recordings, e->key);
  if ((e->order & 3) == RELEASE) {
    if (!recording->state || at <= (int64_t)recording->state - 1) return;
    store(e->who, (int64_t)recording->state - 1, at, recording->more >> 1);
    recording->state = 0;
  } else if (!recording->state && e->code) {
    recording->state = (uint32_t)at + 1;
    recording->more = e->value * 2 + 1;
  }
}

static Queue whatsapp = {.rate = rate_whatsapp}, email = {.rate = rate_email}, answers = {.rate = rate_answers},
             recording = {.rate = rate_recording};
static int64_t newest;

static void drain(Queue *q, int64_t last) {
  while (q->first < q->end && q->row[q->first].order <= last) q->rate(&q->row[q->first++]);
  if (last > q->done) q->done = last;
}

static void add(Queue *q, Pending e) {
  if (e.order <= q->done) fail("an event came later than any event may come");
  if (q->end == q->length) {
    drain(q, (newest - LATENESS) * 4 - 1);
    size_t count = q->end - q->first;
    if (count > q->length / 2) {
      q->length = q->length ? q->length * 2 : 1024;
      Pending *grown = room(q->length, sizeof *grown);
      if (count) memcpy(grown, q->row + q->first, count * sizeof *grown);
      free(q->row);
      q->row = grown;
    } else memmove(q->row, q->row + q->first, count * sizeof *q->row);
    q->first = 0;
    q->end = count;
    if (!q->row) {
      q->length = 1024;
      q->row = room(q->length, sizeof *q->row);
    }
  }
  size_t place = q->end++;
  while (place > q->first && q->row[place - 1].order > e.order) {
    q->row[place] = q->row[place - 1];
    place--;
  }
  q->row[place] = e;
  if (e.order >> 2 > newest) newest = e.order >> 2;
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

#define IS(text) (memcmp(p, text, sizeof text - 1) ? 0 : (p += sizeof text - 1, 1))
#define EXPECT(text) if (!IS(text)) return NULL

/* The text up to the next quotation mark, as a fingerprint. A backslash needs a parser: refused. */
static const char *quoted(const char *p, u64 *print) {
  const char *end = memchr(p, '"', 256);
  if (!end || memchr(p, '\\', (size_t)(end - p))) return NULL;
  *print = fingerprint(p, (size_t)(end - p));
  return end;
}

static const char *digits(const char *p, int64_t *value) {
  const char *from = p;
  for (*value = 0; *p >= '0' && *p <= '9'; p++) *value = *value * 10 + (*p - '0');
  return p == from || p - from > 15 ? NULL : p;
}

static int pair(const char *p) { return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' ? (p[0] - '0') * 10 + p[1] - '0' : 1000; }

/* Milliseconds since 28 February 2026, or −1: February, March and 1 April are what the data is of. */
static int64_t instant(const char *p) {
  if (memcmp(p, "2026-", 5) || p[7] != '-' || p[10] != 'T' || p[13] != ':' || p[16] != ':' || p[19] != '.') return -1;
  int month = pair(p + 5), day = pair(p + 8), hour = pair(p + 11), minute = pair(p + 14), second = pair(p + 17), tenths = pair(p + 20);
  int days = month == 2 && day == 28 ? 0 : month == 3 && day >= 1 && day <= 31 ? day : month == 4 && day >= 1 && day <= 15 ? 31 + day : -1;
  if (days < 0 || hour > 23 || minute > 59 || second > 59 || tenths > 99 || p[22] < '0' || p[22] > '9') return -1;
  return (((int64_t)days * 24 + hour) * 60 + minute) * 60000 + second * 1000 + tenths * 10 + (p[22] - '0');
}

static int16_t by_subject[1 << 16];

static int subject(u64 print, const char *p, size_t length) {
  for (unsigned place = print & 65535; by_subject[place]; place = (place + 1) & 65535) {
    Agreement *a = &agreements[by_subject[place] - 1];
    if ((size_t)a->length == length && !memcmp(a->name, p, length)) return by_subject[place] - 1;
  }
  return -1;
}

/* 0 delivered, 1 failed, 2 submitted, 3 rejected, 4 pending; followed by the destination. */
static const char *status(const char *p, int *which) {
  static const char *const words[] = {"delivered\",\"destination\":\"", "failed\",\"destination\":\"", "submitted\",\"destination\":\"",
                                      "rejected\",\"destination\":\"", "pending\",\"destination\":\""};
  *which = *p == 'd' ? 0 : *p == 'f' ? 1 : *p == 's' ? 2 : *p == 'r' ? 3 : 4;
  size_t length = strlen(words[*which]);
  return memcmp(p, words[*which], length) ? NULL : p + length;
}

/* A country and its network become the key of a rate, as the card writes it: VN/452-01. */
static const char *network(const char *p, int *key) {
  char text[16] = {p[0], p[1], '/'};
  p += 2;
  EXPECT("\",\"network\":\"");
  int length = 3;
  while (length < 15 && ((*p >= '0' && *p <= '9') || *p == '-')) text[length++] = *p++;
  *key = code_key(SMS, text, (size_t)length);
  EXPECT("\"}}\n");
  return *key < 0 ? NULL : p;
}

/* One line; the place behind it, or NULL. */
static const char *line(const char *p) {
  u64 id, print;
  int64_t number;
  int which, key;
  EXPECT("{\"specversion\":\"1.0\",\"id\":\"");
  if (!(p = quoted(p, &id))) return NULL;
  EXPECT("\",\"source\":\"/platform\",\"type\":\"sdl.");
  const char *type = p;
  if (!(p = memchr(p, '"', 40))) return NULL;
  EXPECT("\",\"time\":\"");
  int64_t at = instant(p);
  if (at < 0) return NULL;
  p += 23;
  EXPECT("Z\",\"subject\":\"");
  const char *name = p;
  if (!(p = quoted(p, &print))) return NULL;
  int who = subject(print, name, (size_t)(p - name));
  if (who < 0) return NULL;
  EXPECT("\",\"data\":{\"");
  counts[who].received++;
  /* All of one source: it need not be part of the fingerprint. */
  int is_new = set_add(&seen, mixed(id ^ ((u64)(who + 1) << 44)));
  if (!is_new) counts[who].duplicate++;
  Pending e = {.who = (uint16_t)who, .order = at * 4};
#define TYPE(text) !memcmp(type, text "\"", sizeof text)
  if (TYPE("sms.outbound.v1")) {
    EXPECT("user\":\"+");
    if (!(p = digits(p, &number))) return NULL;
    EXPECT("\",\"status\":\"");
    if (!(p = status(p, &which)) || !(p = network(p, &key))) return NULL;
    if (is_new && in_force(who, at) && which < 3) {
      int row = find_row(&rates[SMS], agreements[who].card[SMS], key, at);
      if (row < 0) fail("a message has no price");
      terminated[who * rates[SMS].rows + row]++;
    }
    return p;
  }
  if (TYPE("whatsapp.outbound.v1")) {
    EXPECT("user\":\"+");
    if (!(p = digits(p, &number))) return NULL;
    EXPECT("\",\"format\":\"");
    int is_template = *p == 't';
    if (is_template) { EXPECT("template\",\"status\":\""); } else EXPECT("freeForm\",\"status\":\"");
    if (!(p = status(p, &which)) || (key = code_key(WHATSAPP, p, 2)) < 0) return NULL;
    p += 2;
    EXPECT("\"}}\n");
    e.order += JUDGE;
    e.key = (u64)who << 50 | (u64)number;
    e.code = (uint8_t)((which == 0 ? COUNTS : 0) | (is_template ? MORE : 0));
    e.value = (uint32_t)key;
    if (is_new) add(&whatsapp, e);
    return p;
  }
  if (TYPE("voice-messages.call.v1")) {
    EXPECT("destination\":\"+");
    if ((key = prefix_key(p)) < 0 || !(p = digits(p, &number))) return NULL;
    EXPECT("\",\"duration\":");
    if (!(p = digits(p, &number))) return NULL;
    EXPECT(",\"answeredBy\":\"");
    int is_answered = *p != 'n';
    if (*p == 'p') { EXPECT("person"); } else if (*p == 'm') { EXPECT("machine"); } else EXPECT("nobody");
    EXPECT("\",\"machineDetection\":");
    int detection = *p == 't';
    if (detection) { EXPECT("true}}\n"); } else EXPECT("false}}\n");
    if (is_new && in_force(who, at) && is_answered) {
      int row = -1;
      for (; key >= 0 && row < 0; key = shorter[key]) row = find_row(&rates[VOICE], agreements[who].card[VOICE], key, at);
      if (row < 0) fail("a call has no price");
      int64_t started = (number + agreements[who].increment - 1) / agreements[who].increment;
      units[who * rates[VOICE].rows + row] += started > 0 ? started : 1;
      counts[who].detections += detection;
    }
    return p;
  }
  if (TYPE("whatsapp.inbound.v1")) {
    EXPECT("user\":\"+");
    if (!(p = digits(p, &number))) return NULL;
    EXPECT("\"}}\n");
    e.order += OBSERVE;
    e.key = (u64)who << 50 | (u64)number;
    if (is_new) add(&whatsapp, e);
    return p;
  }
  if (TYPE("sms.inbound.v1")) {
    EXPECT("user\":\"+");
    if (!(p = digits(p, &number))) return NULL;
    EXPECT("\",\"result\":\"");
    int is_accepted = *p == 'a';
    if (is_accepted) { EXPECT("accepted\",\"origin\":\""); } else EXPECT("refused\",\"origin\":\"");
    if (!(p = network(p, &key))) return NULL;
    if (is_new && in_force(who, at) && is_accepted) counts[who].originated++;
    return p;
  }
  if (!memcmp(type, "email.", 6)) {
    EXPECT("address\":\"");
    if (!(p = quoted(p, &print))) return NULL;
    e.key = mixed(print ^ (u64)(who + 1) << 44);
    if (TYPE("email.email.v1")) {
      e.order += JUDGE;
      e.code = (uint8_t)IS("\",\"validation\":\"passed\"}}\n");
      if (!e.code) EXPECT("\",\"validation\":\"rejected\"}}\n");
    } else if (TYPE("email.bounce.v1")) {
      e.order += OBSERVE;
      e.code = (uint8_t)IS("\",\"kind\":\"permanent\"}}\n");
      if (!e.code) EXPECT("\",\"kind\":\"temporary\"}}\n");
    } else if (TYPE("email.reinstatement.v1")) {
      EXPECT("\"}}\n");
    } else return NULL;
    if (is_new) add(&email, e);
    return p;
  }
  if (!memcmp(type, "answers.", 8)) {
    u64 bot;
    EXPECT("user\":\"");
    if (!(p = quoted(p, &print))) return NULL;
    EXPECT("\",\"chatbot\":\"");
    if (!(p = quoted(p, &bot))) return NULL;
    e.key = mixed(mixed(print ^ (u64)(who + 1) << 44) ^ bot);
    if (TYPE("answers.message.v1")) {
      e.order += OBSERVE;
      e.code = (uint8_t)IS("\",\"from\":\"endUser\"}}\n");
      if (!e.code) EXPECT("\",\"from\":\"chatbot\"}}\n");
    } else if (TYPE("answers.completed.v1")) {
      EXPECT("\"}}\n");
    } else if (TYPE("answers.transferred.v1")) {
      if (!IS("\",\"requestedBy\":\"agent\"}}\n")) EXPECT("\",\"requestedBy\":\"chatbot\"}}\n");
    } else return NULL;
    if (is_new) add(&answers, e);
    return p;
  }
  EXPECT("call\":\"");
  if (!(p = quoted(p, &print))) return NULL;
  /* The agreement stands in the key in place of some bits, so that it is known at the end. */
  e.key = (u64)who << 50 | print >> 14;
  if (TYPE("recording.recording-removed.v1")) {
    EXPECT("\"}}\n");
  } else if (TYPE("recording.recording-stored.v1")) {
    e.order += OBSERVE;
    e.code = COUNTS;
    EXPECT("\",\"storage\":\"");
    if (IS("client\",\"size\":")) e.code = 0;
    else if (!IS("primary\",\"size\":")) EXPECT("failover\",\"size\":");
    if (!(p = digits(p, &number))) return NULL;
    EXPECT(",\"length\":");
    if (!(p = digits(p, &number)) || number > 1000000000) return NULL;
    e.value = (uint32_t)number;
    EXPECT("}}\n");
  } else return NULL;
  if (is_new) add(&recording, e);
  return p;
}

static void rate_file(const char *path) {
  enum { CHUNK = 1 << 20, SPARE = 512 };
  FILE *file = fopen(path, "rb");
  if (!file) fail("no usage");
  setvbuf(file, NULL, _IONBF, 0);
  char *bytes = room(2 * CHUNK + SPARE, 1);
  size_t kept = 0, got;
  while ((got = fread(bytes + kept, 1, CHUNK, file)) > 0) {
    size_t filled = kept + got;
    memset(bytes + filled, 0, SPARE);
    char *end = bytes + filled;
    while (end > bytes && end[-1] != '\n') end--;
    for (const char *p = bytes; p < end;) {
      const char *next = line(p);
      if (!next) {
        fprintf(stderr, "not the layout of the producer: %.300s\n", p);
        exit(1);
      }
      p = next;
    }
    kept = (size_t)(bytes + filled - end);
    if (kept > CHUNK) fail("a line is too long");
    memmove(bytes, end, kept);
  }
  if (kept) fail("the last line has no end");
  fclose(file);
}

/* ── Bills ────────────────────────────────────────────────────────────────── */

enum { PRICE_DIGITS = 6, STATED_DIGITS = 12 };

static u128 power(int digits) { return digits == 0 ? 1 : 10 * power(digits - 1); }
static u128 divided(u128 amount, u128 by) { return (2 * amount + by) / (2 * by); }

static u128 scaled(const char *price) {
  u128 value = 0;
  int places = -1;
  for (; *price; price++) {
    if (*price == '.') places = 0;
    else {
      value = value * 10 + (u128)(*price - '0');
      if (places >= 0) places++;
    }
  }
  return value * power(PRICE_DIGITS - (places < 0 ? 0 : places));
}

/* Amounts are far below 2^64 minor units. */
static void print_decimal(FILE *out, u128 amount, int digits) {
  u64 one = (u64)power(digits);
  if (digits == 0) fprintf(out, "%lu", (u64)amount);
  else fprintf(out, "%lu.%0*lu", (u64)(amount / one), digits, (u64)(amount % one));
}

static void charge(FILE *out, int who, const char *clause, const char *kind, const char *key, int64_t quantity, const char *price) {
  if (quantity <= 0) return;
  int digits = agreements[who].digits;
  fprintf(out, "%s\t%s\t%s\t%s\t%ld\t%s\t", agreements[who].name, clause, kind, key, quantity, price);
  print_decimal(out, divided((u128)quantity * scaled(price), power(PRICE_DIGITS - digits)), digits);
  fputc('\n', out);
}

static void by_row(FILE *out, int who, const char *clause, int service, const int64_t *counted) {
  const Rates *r = &rates[service];
  for (int i = 0; i < r->rows; i++)
    charge(out, who, clause, "charge", r->key[r->row[i].key], counted[who * r->rows + i], r->row[i].price);
}

static void package(FILE *out, int who, const char *clause, int64_t used, const Package *price) {
  charge(out, who, clause, "package", "", 1, price->fee);
  charge(out, who, clause, "overage", "", used - price->included, price->overage);
}

static void write_bills(const char *path) {
  FILE *out = fopen(path, "w");
  if (!out) fail("cannot write");
  for (int who = 0; who < agreement_count; who++) {
    const Agreement *a = &agreements[who];
    const Counts *c = &counts[who];
    by_row(out, who, "SMS.MobileTerminated", SMS, terminated);
    charge(out, who, "SMS.MobileOriginated", "charge", "", c->originated, a->originated);
    by_row(out, who, "WhatsApp.TemplateMessage", WHATSAPP, templates);
    package(out, who, "WhatsApp.MonthlyActiveUserFee", c->users, &a->users);
    by_row(out, who, "VoiceMessages.CallTime", VOICE, units);
    charge(out, who, "VoiceMessages.MachineDetection", "charge", "", c->detections, a->detection);
    charge(out, who, "Email.SubmittedEmail", "charge", "", c->emails, a->email);
    charge(out, who, "Email.SuppressedEmail", "charge", "", c->suppressed, a->email);
    package(out, who, "Answers.SessionPackage", c->sessions, &a->sessions);
    if (c->stored > 0) {
      u128 minutes = divided((u128)c->stored * power(STATED_DIGITS), 60), shown = minutes;
      int places = STATED_DIGITS;
      for (; places > 0 && shown % 10 == 0; places--) shown /= 10;
      fprintf(out, "%s\tRecording.StorageByLength\tcharge\t\t", a->name);
      print_decimal(out, shown, places);
      fprintf(out, "\t%s\t", a->storage);
      print_decimal(out, divided(minutes * scaled(a->storage), power(STATED_DIGITS + PRICE_DIGITS - a->digits)), a->digits);
      fputc('\n', out);
    }
    fprintf(out, "%s\t#received\t%ld\n%s\t#context\t%ld\n", a->name, c->received, a->name, c->context);
    fprintf(out, "%s\t#duplicate\t%ld\n%s\t#breaches\t%ld\n", a->name, c->duplicate, a->name, c->breaches);
  }
  if (fclose(out)) fail("cannot write");
}

/* What was used, where the benchmark asks for it: like probe.mjs. */
static void write_usage(void) {
  const char *path = getenv("BENCH_PROBE");
  if (!path) return;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  long peak = usage.ru_maxrss;
  char row[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(row, sizeof row, status))
    if (sscanf(row, "VmHWM: %ld kB", &peak) == 1) break;
  if (status) fclose(status);
  FILE *out = fopen(path, "w");
  if (!out) fail("cannot write");
  fprintf(out, "{\"cpu\":%f,\"peak\":%f}", cpu, (double)peak / 1000);
  fclose(out);
}

int main(int count, char **arguments) {
  if (count != 4) fail("PLAN USAGE OUT");
  read_plan(arguments[1]);
  prepare_keys();
  for (int i = 0; i < agreement_count; i++) {
    unsigned place = fingerprint(agreements[i].name, (size_t)agreements[i].length) & 65535;
    while (by_subject[place]) place = (place + 1) & 65535;
    by_subject[place] = (int16_t)(i + 1);
  }
  counts = room((size_t)agreement_count, sizeof *counts);
  terminated = room((size_t)agreement_count * (size_t)rates[SMS].rows, sizeof *terminated);
  templates = room((size_t)agreement_count * (size_t)rates[WHATSAPP].rows, sizeof *templates);
  units = room((size_t)agreement_count * (size_t)rates[VOICE].rows, sizeof *units);
  rate_file(arguments[2]);
  Queue *const queues[] = {&whatsapp, &email, &answers, &recording};
  for (int i = 0; i < 4; i++) drain(queues[i], INT64_MAX);
  for (int part = 0; part < 64; part++)
    for (size_t i = 0; i < recordings.length[part]; i++) {
      Entry e = recordings.part[part][i];
      int who = (int)(e.key >> 50);
      if (e.more && e.state) store(who, (int64_t)e.state - 1, agreements[who].end, e.more >> 1);
    }
  write_bills(arguments[3]);
  write_usage();
  return 0;
}
