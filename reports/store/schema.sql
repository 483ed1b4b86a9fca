-- What checks found. A run is one check; runs on one story make a series.
CREATE TABLE run (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  series INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  model TEXT NOT NULL,
  about TEXT NOT NULL, -- version, settings, counts, as JSON
  record TEXT NOT NULL -- what else the report has but articles, claims and findings, as JSON
);
CREATE INDEX run_series ON run (series, seq);

-- Articles and claims, each text once, however many runs saw it.
CREATE TABLE content (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL
);
CREATE TABLE member (
  run INTEGER NOT NULL REFERENCES run (seq),
  kind TEXT NOT NULL CHECK (kind IN ('article', 'claim')),
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  content INTEGER NOT NULL REFERENCES content (seq),
  PRIMARY KEY (run, kind, id)
) WITHOUT ROWID;
CREATE TABLE place (
  run INTEGER NOT NULL REFERENCES run (seq),
  path TEXT NOT NULL,
  PRIMARY KEY (path, run)
) WITHOUT ROWID;

-- What a queue is ordered and filtered by stands apart from the long texts.
CREATE TABLE finding (
  run INTEGER NOT NULL REFERENCES run (seq),
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  rule TEXT NOT NULL,
  verdict TEXT NOT NULL,
  severity TEXT NOT NULL,
  confidence REAL NOT NULL,
  reach INTEGER NOT NULL, -- sources that it concerns
  attribute TEXT NOT NULL,
  newest TEXT NOT NULL, -- day of its newest article, ISO 8601, or ''
  sources TEXT NOT NULL, -- names, JSON
  languages TEXT NOT NULL, -- tags, JSON
  fingerprint TEXT NOT NULL, -- of what its claims say
  state TEXT NOT NULL, -- against the run before: new, unchanged, changed
  before TEXT, -- the finding of an earlier run that it goes on from
  PRIMARY KEY (run, id)
) WITHOUT ROWID;
CREATE TABLE finding_text (
  run INTEGER NOT NULL,
  id TEXT NOT NULL,
  record TEXT NOT NULL,
  folded TEXT NOT NULL, -- its words, without case and accents
  PRIMARY KEY (run, id)
);
CREATE INDEX finding_by_id ON finding (id, run);

-- What people said. Rows are only ever added; the triggers below see to that.
CREATE TABLE decision (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  finding TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  before TEXT, -- the last word on the finding before this row; NULL: undecided
  choice TEXT, -- NULL: undecided again
  reason TEXT,
  note TEXT,
  run TEXT, -- id of the run that was looked at
  rule TEXT NOT NULL,
  model TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  undoes TEXT, -- id of the row that this one takes back
  batch TEXT, -- rows of one act on many findings
  origin TEXT NOT NULL, -- desk, or where it was imported from
  chain TEXT NOT NULL -- SHA-256 of this row and of the row before it
);
CREATE INDEX decision_finding ON decision (finding, seq);
CREATE INDEX decision_reviewer ON decision (reviewer, seq);
CREATE TABLE note (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  thread TEXT NOT NULL, -- versions of one note share it
  finding TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT
);
CREATE INDEX note_finding ON note (finding, seq);
CREATE TABLE correction (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  finding TEXT NOT NULL,
  claim TEXT NOT NULL, -- key of the claim: who says it, in which sentence
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  record TEXT NOT NULL, -- what was read and what it should be, JSON
  outcome TEXT NOT NULL, -- what became of the finding, in words
  withdrawn TEXT -- id of the correction that this row takes back
);
CREATE INDEX correction_claim ON correction (claim, seq);
CREATE INDEX correction_finding ON correction (finding, seq);
CREATE TABLE pairing (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  finding TEXT NOT NULL,
  one TEXT NOT NULL, -- keys of the two claims, the smaller first
  two TEXT NOT NULL,
  same INTEGER, -- 1: about one thing, 0: not; NULL: judgement withdrawn
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  record TEXT NOT NULL -- the two quotes with their sources, JSON
);
CREATE INDEX pairing_finding ON pairing (finding, seq);

-- What may change: who looks at what, and how each likes the desk.
CREATE TABLE lease (
  finding TEXT PRIMARY KEY,
  reviewer TEXT NOT NULL,
  session TEXT NOT NULL,
  until REAL NOT NULL -- Unix time
) WITHOUT ROWID;
CREATE TABLE setting (
  reviewer TEXT NOT NULL, -- '': for all
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (reviewer, name)
) WITHOUT ROWID;
