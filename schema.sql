-- The tables of the knowledge base, in the order a reader meets them: where a policy comes
-- from, its text, the facts found in that text, and what helps to find and to check them.
--
-- Rules that hold for every row (the build checks them):
--   * Offsets char_start, char_end count code points of sources.text, which is the file exactly
--     as decoded:  substr(sources.text, char_start + 1, char_end - char_start) = raw
--   * NULL means that the text does not say.
--   * Booleans are 0 or 1. Dates are ISO text: YYYY-MM-DD, or YYYY-MM or YYYY where the text
--     gives no more. Money is in yuan, REAL only where a sum has a fraction of a yuan.
--   * A single value has value_min = value_max; a range (50—100万元) has both ends.
--
-- The file has two parts. The loader runs the first, fills the tables, and then runs the
-- second, because indexes and the search index are cheaper to make over finished tables.


-- ------------------------------------------------------------------ 来源与结构 structure

-- 发布政策的地方: a province, prefecture-level city, county or district.
CREATE TABLE cities (
    id        TEXT PRIMARY KEY NOT NULL                 -- GB/T 2260 行政区划代码
              CHECK (id GLOB '[1-9][0-9][0-9][0-9][0-9][0-9]'),
    name      TEXT NOT NULL CHECK (name <> ''),         -- 六安市
    province  TEXT NOT NULL CHECK (province <> ''),     -- 安徽省
    latitude  REAL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL CHECK (longitude BETWEEN -180 AND 180)
);

-- 原始文件: one row per file in raw/.
CREATE TABLE sources (
    id           INTEGER PRIMARY KEY,
    path         TEXT NOT NULL UNIQUE CHECK (path <> ''),   -- relative to the raw folder
    sha256       TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    media_type   TEXT NOT NULL,                             -- text/plain, text/markdown
    encoding     TEXT NOT NULL,
    url          TEXT,                                      -- from raw/catalogue.csv
    retrieved_on TEXT                                       -- from raw/catalogue.csv
                 CHECK (retrieved_on GLOB '[0-9][0-9][0-9][0-9]'
                     OR retrieved_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                     OR retrieved_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    text         TEXT NOT NULL CHECK (text <> '')
);

-- 文件中的各件: a notice, the measures and the plan it issues, a roster in the annex.
CREATE TABLE documents (
    id                   INTEGER PRIMARY KEY,
    key                  TEXT NOT NULL UNIQUE CHECK (key <> ''),    -- stable address
    source_id            INTEGER NOT NULL REFERENCES sources (id),
    city_id              TEXT REFERENCES cities (id),
    covering_document_id INTEGER REFERENCES documents (id),         -- the notice that issues it
    seq                  INTEGER NOT NULL CHECK (seq >= 0),         -- order within the source
    kind                 TEXT NOT NULL
                         CHECK (kind IN ('notice',      -- 通知
                                         'opinions',    -- 意见
                                         'measures',    -- 政策、措施、办法、细则
                                         'plan',        -- 计划、方案、规划
                                         'roster',      -- 名单
                                         'other')),
    title                TEXT CHECK (title <> ''),
    doc_number           TEXT CHECK (doc_number <> ''),             -- 六政办〔2021〕29号
    issuer               TEXT CHECK (issuer <> ''),
    issued_on            TEXT
                         CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]'
                             OR issued_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                             OR issued_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    effective_on         TEXT
                         CHECK (effective_on GLOB '[0-9][0-9][0-9][0-9]'
                             OR effective_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                             OR effective_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    expires_on           TEXT
                         CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]'
                             OR expires_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                             OR expires_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    is_draft             INTEGER NOT NULL CHECK (is_draft IN (0, 1)),   -- 征求意见稿
    char_start           INTEGER NOT NULL CHECK (char_start >= 0),
    char_end             INTEGER NOT NULL,
    UNIQUE (source_id, seq),
    CHECK (char_start < char_end),
    CHECK (covering_document_id <> id)
);

-- 条款: a unit of structure. The span takes in its descendants; text is its own, cleaned.
CREATE TABLE clauses (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE CHECK (key <> ''),     -- stable address
    document_id INTEGER NOT NULL REFERENCES documents (id),
    parent_id   INTEGER REFERENCES clauses (id),
    seq         INTEGER NOT NULL CHECK (seq >= 0),          -- order within the document
    level       TEXT NOT NULL
                CHECK (level IN ('title',
                                 'chapter',     -- 一、 第一章
                                 'section',     -- （一）
                                 'article',     -- 1. 第一条
                                 'item',        -- （1） ① ——
                                 'paragraph',   -- no marker
                                 'signature',
                                 'furniture')), -- download links, image stubs, 抄送
    marker      TEXT CHECK (marker <> ''),                  -- as printed
    heading     TEXT CHECK (heading <> ''),                 -- without marker and closing 。
    text        TEXT NOT NULL,
    citation    TEXT NOT NULL,                              -- 二、（一）1
    char_start  INTEGER NOT NULL CHECK (char_start >= 0),
    char_end    INTEGER NOT NULL,
    UNIQUE (document_id, seq),
    CHECK (char_start < char_end),
    CHECK (parent_id <> id)
);


-- ------------------------------------------------------------------ 事实 facts

-- 金额: a sum of money.
CREATE TABLE amounts (
    id         INTEGER PRIMARY KEY,
    clause_id  INTEGER NOT NULL REFERENCES clauses (id),
    measure_id INTEGER REFERENCES measures (id),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end   INTEGER NOT NULL,
    raw        TEXT NOT NULL CHECK (raw <> ''),         -- 10万元; 20万 where 元 is left out
    value_min  NUMERIC NOT NULL,                        -- in units of currency
    value_max  NUMERIC NOT NULL,
    currency   TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),   -- ISO 4217
    yuan_min   NUMERIC,                                 -- NULL for another currency than CNY
    yuan_max   NUMERIC,
    comparator TEXT NOT NULL CHECK (comparator IN ('=', '<=', '>=', '<', '>', '~')),
    role       TEXT NOT NULL
               CHECK (role IN ('award',                 -- a fixed sum granted
                               'cap',                   -- an upper bound on a grant
                               'threshold',             -- a condition to qualify
                               'budget',                -- funds set aside
                               'fee',                   -- a price
                               'target',                -- a goal
                               'other')),
    per        TEXT CHECK (per <> ''),                  -- as printed: 个, 每户企业
    tier       TEXT CHECK (tier <> ''),                 -- member of a 分别 list: 国家级
    is_one_off INTEGER NOT NULL CHECK (is_one_off IN (0, 1)),   -- 一次性
    is_annual  INTEGER NOT NULL CHECK (is_annual IN (0, 1)),    -- 每年
    indicator  TEXT CHECK (indicator <> ''),            -- of a goal: what it measures
    due_on     TEXT                                     -- of a goal: by when
               CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]'
                   OR due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                   OR due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end),
    CHECK (value_min <= value_max),
    CHECK (yuan_min <= yuan_max),
    CHECK (role = 'target' OR (indicator IS NULL AND due_on IS NULL)),
    CHECK ((currency = 'CNY') = (yuan_min IS NOT NULL)),
    CHECK ((yuan_min IS NULL) = (yuan_max IS NULL))
);

-- 百分比: 50 is 50%; 1‰ is 0.1.
CREATE TABLE percentages (
    id         INTEGER PRIMARY KEY,
    clause_id  INTEGER NOT NULL REFERENCES clauses (id),
    measure_id INTEGER REFERENCES measures (id),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end   INTEGER NOT NULL,
    raw        TEXT NOT NULL CHECK (raw <> ''),
    value_min  NUMERIC NOT NULL,
    value_max  NUMERIC NOT NULL,
    comparator TEXT NOT NULL CHECK (comparator IN ('=', '<=', '>=', '<', '>', '~')),
    role       TEXT NOT NULL CHECK (role IN ('rate',    -- the grant is this share of base
                                             'threshold', 'target', 'share', 'other')),
    base       TEXT CHECK (base <> ''),                 -- as printed: 项目投资额
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end),
    CHECK (value_min <= value_max)
);

-- 上限: an upper bound on a grant, with its words: 单个企业最高不超过50万元.
CREATE TABLE caps (
    id            INTEGER PRIMARY KEY,
    clause_id     INTEGER NOT NULL REFERENCES clauses (id),
    measure_id    INTEGER REFERENCES measures (id),
    amount_id     INTEGER REFERENCES amounts (id),
    percentage_id INTEGER REFERENCES percentages (id),
    char_start    INTEGER NOT NULL CHECK (char_start >= 0),
    char_end      INTEGER NOT NULL,
    raw           TEXT NOT NULL CHECK (raw <> ''),
    yuan          NUMERIC,
    percent       NUMERIC,
    scope         TEXT CHECK (scope <> ''),             -- 单个企业
    is_corrected  INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end),
    CHECK ((amount_id IS NULL) <> (percentage_id IS NULL)),     -- exactly one
    CHECK (yuan IS NULL OR amount_id IS NOT NULL),
    CHECK ((percent IS NULL) = (percentage_id IS NULL))
);

-- 分担比例: who splits the cost in which ratio (1:1).
CREATE TABLE shares (
    id         INTEGER PRIMARY KEY,
    clause_id  INTEGER NOT NULL REFERENCES clauses (id),
    measure_id INTEGER REFERENCES measures (id),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end   INTEGER NOT NULL,
    raw        TEXT NOT NULL CHECK (raw <> ''),
    parties    TEXT NOT NULL                            -- JSON list, as printed
               CHECK (json_valid(parties) AND json_type(parties) = 'array'),
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end)
);

-- 支持措施: one separately payable support, composed from the facts that carry its id.
CREATE TABLE measures (
    id              INTEGER PRIMARY KEY,
    clause_id       INTEGER NOT NULL REFERENCES clauses (id),
    char_start      INTEGER NOT NULL CHECK (char_start >= 0),
    char_end        INTEGER NOT NULL,
    raw             TEXT NOT NULL CHECK (raw <> ''),
    beneficiary     TEXT CHECK (beneficiary <> ''),
    tier            TEXT CHECK (tier <> ''),
    instrument      TEXT CHECK (instrument <> ''),      -- as printed: 奖补, 补贴
    award_yuan      NUMERIC,
    cap_yuan        NUMERIC,
    rate            NUMERIC,                            -- percent of base
    rate_comparator TEXT CHECK (rate_comparator IN ('=', '<=', '>=', '<', '>', '~')),
    base            TEXT CHECK (base <> ''),
    per             TEXT CHECK (per <> ''),
    is_one_off      INTEGER NOT NULL CHECK (is_one_off IN (0, 1)),
    is_annual       INTEGER NOT NULL CHECK (is_annual IN (0, 1)),
    payer           TEXT CHECK (payer <> ''),           -- as printed, joined by 、
    is_corrected    INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end),
    CHECK ((rate IS NULL) = (rate_comparator IS NULL))
);

-- 单位: an organisation under its canonical name. function is the line of government it
-- serves, the same in every city (工业和信息化, 财政 …), or unknown.
CREATE TABLE units (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL CHECK (name <> ''),
    city_id  TEXT REFERENCES cities (id),
    function TEXT NOT NULL CHECK (function <> ''),
    kind     TEXT NOT NULL CHECK (kind <> ''),
    UNIQUE (city_id, name)
);

-- 责任分工: a unit charged with something in a clause.
CREATE TABLE responsibilities (
    id         INTEGER PRIMARY KEY,
    clause_id  INTEGER NOT NULL REFERENCES clauses (id),
    unit_id    INTEGER NOT NULL REFERENCES units (id),
    role       TEXT NOT NULL
               CHECK (role IN ('lead',                  -- 牵头
                               'responsible',           -- 责任单位
                               'support',               -- 会同、配合
                               'interpret',             -- 负责解释
                               'draft',                 -- 制定实施细则、申报指南
                               'host')),                -- 办公室设在
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end   INTEGER NOT NULL,
    raw        TEXT NOT NULL CHECK (raw <> ''),
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end)
);

-- 时间: a date, deadline, period or recurrence.
CREATE TABLE deadlines (
    id         INTEGER PRIMARY KEY,
    clause_id  INTEGER NOT NULL REFERENCES clauses (id),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end   INTEGER NOT NULL,
    raw        TEXT NOT NULL CHECK (raw <> ''),         -- without prepositions
    kind       TEXT NOT NULL
               CHECK (kind IN ('issued', 'effective', 'expiry',
                               'validity',              -- a duration: 有效期三年
                               'target',                -- 到2025年
                               'period',                -- 2021—2023年
                               'recurring',             -- 每年
                               'other')),
    start_on   TEXT
               CHECK (start_on GLOB '[0-9][0-9][0-9][0-9]'
                   OR start_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                   OR start_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    end_on     TEXT
               CHECK (end_on GLOB '[0-9][0-9][0-9][0-9]'
                   OR end_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                   OR end_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end)
);

-- 量化目标: a quantified goal.
CREATE TABLE targets (
    id           INTEGER PRIMARY KEY,
    clause_id    INTEGER NOT NULL REFERENCES clauses (id),
    char_start   INTEGER NOT NULL CHECK (char_start >= 0),
    char_end     INTEGER NOT NULL,
    raw          TEXT NOT NULL CHECK (raw <> ''),       -- 5家
    value_min    NUMERIC NOT NULL,
    value_max    NUMERIC NOT NULL,
    measure_unit TEXT NOT NULL CHECK (measure_unit <> ''),
    comparator   TEXT NOT NULL CHECK (comparator IN ('=', '<=', '>=', '<', '>', '~')),
    indicator    TEXT CHECK (indicator <> ''),          -- the noun counted, as printed
    due_on       TEXT
                 CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]'
                     OR due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                     OR due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    is_annual    INTEGER NOT NULL CHECK (is_annual IN (0, 1)),
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end),
    CHECK (value_min <= value_max)
);

-- 申报条件: a quantity other than money that decides who qualifies.
CREATE TABLE conditions (
    id           INTEGER PRIMARY KEY,
    clause_id    INTEGER NOT NULL REFERENCES clauses (id),
    measure_id   INTEGER REFERENCES measures (id),
    char_start   INTEGER NOT NULL CHECK (char_start >= 0),
    char_end     INTEGER NOT NULL,
    raw          TEXT NOT NULL CHECK (raw <> ''),
    value_min    NUMERIC NOT NULL,
    value_max    NUMERIC NOT NULL,
    measure_unit TEXT CHECK (measure_unit <> ''),
    comparator   TEXT NOT NULL CHECK (comparator IN ('=', '<=', '>=', '<', '>', '~')),
    indicator    TEXT CHECK (indicator <> ''),
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end),
    CHECK (value_min <= value_max)
);

-- 引用文件: a document named in the text, linked where that document is in the database.
CREATE TABLE citations (
    id                INTEGER PRIMARY KEY,
    clause_id         INTEGER NOT NULL REFERENCES clauses (id),
    char_start        INTEGER NOT NULL CHECK (char_start >= 0),
    char_end          INTEGER NOT NULL,
    raw               TEXT NOT NULL CHECK (raw <> ''),
    kind              TEXT NOT NULL CHECK (kind IN ('title',        -- 《…》
                                                    'number')),     -- 鲁政办字〔2020〕125号
    cited_document_id INTEGER REFERENCES documents (id),
    is_corrected      INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end)
);

-- 组成人员: a person on a roster; raw is the name as printed, name without padding.
CREATE TABLE members (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    clause_id   INTEGER NOT NULL REFERENCES clauses (id),
    char_start  INTEGER NOT NULL CHECK (char_start >= 0),
    char_end    INTEGER NOT NULL,
    raw         TEXT NOT NULL CHECK (raw <> ''),
    name        TEXT NOT NULL CHECK (name <> ''),
    position    TEXT CHECK (position <> ''),            -- 市经信局局长
    role        TEXT NOT NULL CHECK (role <> ''),       -- as printed: 组长, 成员
    is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1)),
    CHECK (char_start < char_end)
);


-- ------------------------------------------------------------------ 主题与对照 comparison

-- 主题词表: a controlled vocabulary of two layers.
CREATE TABLE topics (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE CHECK (name <> ''),
    parent_id INTEGER REFERENCES topics (id),
    CHECK (parent_id <> id)
);

-- Which clauses are about what; several topics per clause are normal.
CREATE TABLE clause_topics (
    id        INTEGER PRIMARY KEY,
    clause_id INTEGER NOT NULL REFERENCES clauses (id),
    topic_id  INTEGER NOT NULL REFERENCES topics (id),
    score     REAL NOT NULL CHECK (score > 0),
    UNIQUE (clause_id, topic_id)
);

-- For each clause the nearest clauses of other cities; rank 1 is the nearest.
CREATE TABLE comparable_clauses (
    id              INTEGER PRIMARY KEY,
    clause_id       INTEGER NOT NULL REFERENCES clauses (id),
    other_clause_id INTEGER NOT NULL REFERENCES clauses (id),
    score           REAL NOT NULL CHECK (score > 0),
    rank            INTEGER NOT NULL CHECK (rank >= 1),
    UNIQUE (clause_id, other_clause_id),
    UNIQUE (clause_id, rank),
    CHECK (clause_id <> other_clause_id)
);


-- ------------------------------------------------------------------ 数字台账 ledger

-- Every number in every source: the fact that took it (disposition is then 'fact'), the
-- reason why it is none (a marker, a name such as 5G …), or 'unresolved', the work list.
CREATE TABLE numerals (
    id          INTEGER PRIMARY KEY,
    source_id   INTEGER NOT NULL REFERENCES sources (id),
    char_start  INTEGER NOT NULL CHECK (char_start >= 0),
    char_end    INTEGER NOT NULL,
    raw         TEXT NOT NULL CHECK (raw <> ''),
    disposition TEXT NOT NULL CHECK (disposition <> ''),
    fact_table  TEXT
                CHECK (fact_table IN ('amounts', 'percentages', 'caps', 'shares', 'measures',
                                      'responsibilities', 'deadlines', 'targets', 'conditions',
                                      'citations', 'members')),
    fact_id     INTEGER,                                -- id in fact_table
    CHECK (char_start < char_end),
    CHECK ((disposition = 'fact') = (fact_table IS NOT NULL)),
    CHECK ((fact_table IS NULL) = (fact_id IS NULL))
);

-- What analysts put right, a row for each line of a file of corrections (docs/corrections.md).
CREATE TABLE corrections (
    id         INTEGER PRIMARY KEY,
    source_id  INTEGER NOT NULL REFERENCES sources (id),
    fact_table TEXT NOT NULL
               CHECK (fact_table IN ('amounts', 'percentages', 'caps', 'shares', 'measures',
                                     'responsibilities', 'deadlines', 'targets', 'conditions',
                                     'citations', 'members')),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end   INTEGER NOT NULL,
    raw        TEXT NOT NULL CHECK (raw <> ''),         -- as the correction has it
    field      TEXT NOT NULL CHECK (field <> ''),       -- a column, value or delete
    old_value  TEXT,                                    -- what extraction had found
    new_value  TEXT,
    why        TEXT NOT NULL CHECK (why <> ''),
    who        TEXT NOT NULL CHECK (who <> ''),
    applied    INTEGER NOT NULL CHECK (applied IN (0, 1)),  -- 0: no longer fits the text
    CHECK (char_start < char_end)
);


-- ================================================================== AFTER LOADING
-- Everything below this line is run after the tables are filled.

-- Every foreign key, and every column that is faceted or filtered by; with what the view of the
-- table is sorted by, where most rows have the same few values.
CREATE INDEX cities_province ON cities (province);
CREATE INDEX cities_name ON cities (name);
CREATE INDEX sources_sha256 ON sources (sha256);
CREATE INDEX documents_city_id ON documents (city_id);
CREATE INDEX documents_covering_document_id ON documents (covering_document_id);
CREATE INDEX documents_kind ON documents (kind);
CREATE INDEX documents_issued_on ON documents (issued_on);
CREATE INDEX documents_effective_on ON documents (effective_on);
CREATE INDEX documents_expires_on ON documents (expires_on);
CREATE INDEX documents_is_draft ON documents (is_draft);
CREATE INDEX clauses_parent_id ON clauses (parent_id);
CREATE INDEX clauses_level ON clauses (level);
CREATE INDEX amounts_clause_id ON amounts (clause_id);
CREATE INDEX amounts_measure_id ON amounts (measure_id);
CREATE INDEX amounts_role ON amounts (role, yuan_max DESC);
CREATE INDEX amounts_comparator ON amounts (comparator);
CREATE INDEX amounts_currency ON amounts (currency);
CREATE INDEX amounts_is_one_off ON amounts (is_one_off);
CREATE INDEX amounts_is_annual ON amounts (is_annual);
CREATE INDEX amounts_yuan_max ON amounts (yuan_max);
-- What queries and views list of one role, in their order.
CREATE INDEX amounts_one_off_yuan ON amounts (yuan_max DESC)
    WHERE is_one_off = 1 AND role IN ('award', 'cap');
CREATE INDEX amounts_target_due_on ON amounts (due_on DESC) WHERE role = 'target';
CREATE INDEX amounts_threshold_clause_id ON amounts (clause_id, char_start)
    WHERE role = 'threshold';
CREATE INDEX percentages_clause_id ON percentages (clause_id);
CREATE INDEX percentages_measure_id ON percentages (measure_id);
CREATE INDEX percentages_role ON percentages (role, value_max DESC);
CREATE INDEX percentages_comparator ON percentages (comparator);
CREATE INDEX percentages_value_max ON percentages (value_max);
CREATE INDEX percentages_threshold_clause_id ON percentages (clause_id, char_start)
    WHERE role = 'threshold';
CREATE INDEX caps_clause_id ON caps (clause_id);
CREATE INDEX caps_measure_id ON caps (measure_id);
CREATE INDEX caps_amount_id ON caps (amount_id);
CREATE INDEX caps_percentage_id ON caps (percentage_id);
CREATE INDEX caps_scope ON caps (scope);
CREATE INDEX shares_clause_id ON shares (clause_id);
CREATE INDEX shares_measure_id ON shares (measure_id);
CREATE INDEX measures_clause_id ON measures (clause_id);
CREATE INDEX measures_instrument ON measures (instrument);
CREATE INDEX measures_is_one_off ON measures (is_one_off);
CREATE INDEX measures_is_annual ON measures (is_annual);
CREATE INDEX units_function ON units (function);
CREATE INDEX units_kind ON units (kind);
CREATE INDEX responsibilities_clause_id ON responsibilities (clause_id);
CREATE INDEX responsibilities_unit_id ON responsibilities (unit_id);
CREATE INDEX responsibilities_role ON responsibilities (role);
CREATE INDEX deadlines_clause_id ON deadlines (clause_id);
CREATE INDEX deadlines_kind ON deadlines (kind, end_on DESC);
CREATE INDEX deadlines_end_on ON deadlines (end_on);
CREATE INDEX targets_clause_id ON targets (clause_id);
CREATE INDEX targets_measure_unit ON targets (measure_unit);
CREATE INDEX targets_comparator ON targets (comparator);
CREATE INDEX targets_due_on ON targets (due_on DESC);
CREATE INDEX targets_is_annual ON targets (is_annual);
CREATE INDEX conditions_clause_id ON conditions (clause_id, char_start);
CREATE INDEX conditions_measure_id ON conditions (measure_id);
CREATE INDEX conditions_measure_unit ON conditions (measure_unit);
CREATE INDEX conditions_comparator ON conditions (comparator);
CREATE INDEX citations_clause_id ON citations (clause_id);
CREATE INDEX citations_cited_document_id ON citations (cited_document_id);
CREATE INDEX citations_kind ON citations (kind);
CREATE INDEX members_document_id ON members (document_id);
CREATE INDEX members_clause_id ON members (clause_id);
CREATE INDEX members_role ON members (role);
CREATE INDEX topics_parent_id ON topics (parent_id);
CREATE INDEX clause_topics_topic_id ON clause_topics (topic_id);
CREATE INDEX comparable_clauses_other_clause_id ON comparable_clauses (other_clause_id);
CREATE INDEX numerals_source_id ON numerals (source_id);
CREATE INDEX numerals_disposition ON numerals (disposition);
CREATE INDEX numerals_fact ON numerals (fact_table, fact_id);
CREATE INDEX corrections_source_id ON corrections (source_id);
CREATE INDEX corrections_fact_table ON corrections (fact_table);
CREATE INDEX corrections_applied ON corrections (applied);

-- 全部事实的出处: every fact with a span, for highlighting.
CREATE VIEW mentions AS
WITH facts (fact_table, fact_id, clause_id, char_start, char_end, raw) AS (
    SELECT 'amounts', id, clause_id, char_start, char_end, raw FROM amounts
    UNION ALL
    SELECT 'percentages', id, clause_id, char_start, char_end, raw FROM percentages
    UNION ALL
    SELECT 'caps', id, clause_id, char_start, char_end, raw FROM caps
    UNION ALL
    SELECT 'shares', id, clause_id, char_start, char_end, raw FROM shares
    UNION ALL
    SELECT 'measures', id, clause_id, char_start, char_end, raw FROM measures
    UNION ALL
    SELECT 'responsibilities', id, clause_id, char_start, char_end, raw FROM responsibilities
    UNION ALL
    SELECT 'deadlines', id, clause_id, char_start, char_end, raw FROM deadlines
    UNION ALL
    SELECT 'targets', id, clause_id, char_start, char_end, raw FROM targets
    UNION ALL
    SELECT 'conditions', id, clause_id, char_start, char_end, raw FROM conditions
    UNION ALL
    SELECT 'citations', id, clause_id, char_start, char_end, raw FROM citations
    UNION ALL
    SELECT 'members', id, clause_id, char_start, char_end, raw FROM members
)
SELECT facts.fact_table, facts.fact_id, facts.clause_id, clauses.document_id,
       documents.source_id, facts.char_start, facts.char_end, facts.raw
FROM facts
JOIN clauses ON clauses.id = facts.clause_id
JOIN documents ON documents.id = clauses.document_id;

-- 扶持条款: the words in which a clause grants something, each kind joined in the order of the
-- text; a row for each clause that does. id is that of the clause.
CREATE TABLE clause_supports (
    id       INTEGER PRIMARY KEY REFERENCES clauses (id),
    rates    TEXT,                                  -- 项目投资额 30%；…
    awards   TEXT,
    caps     TEXT,
    yuan_max NUMERIC                                -- the highest of awards and caps
);

INSERT INTO clause_supports (id, rates, awards, caps, yuan_max)
WITH granting (id) AS (
    SELECT clause_id FROM amounts WHERE role IN ('award', 'cap')
    UNION
    SELECT clause_id FROM percentages WHERE role = 'rate'
)
-- +role: look facts up by their clause, never by their role.
SELECT granting.id,
       (SELECT group_concat(words, '；')
        FROM (SELECT coalesce(base || ' ', '')
                     || CASE comparator WHEN '<=' THEN '不超过' WHEN '>=' THEN '不低于'
                                        WHEN '<' THEN '低于' WHEN '>' THEN '超过'
                                        WHEN '~' THEN '约' ELSE '' END
                     || CASE WHEN value_min < value_max THEN printf('%g—', value_min) ELSE '' END
                     || printf('%g%%', value_max) AS words
              FROM percentages
              WHERE clause_id = granting.id AND +role = 'rate' ORDER BY char_start)),
       (SELECT group_concat(words, '；')
        FROM (SELECT coalesce(tier || ' ', '') || raw || coalesce('/' || per, '')
                     || CASE is_one_off WHEN 1 THEN '（一次性）' ELSE '' END AS words
              FROM amounts
              WHERE clause_id = granting.id AND +role = 'award' ORDER BY char_start)),
       (SELECT group_concat(words, '；')
        FROM (SELECT coalesce(tier || ' ', '') || raw || coalesce('/' || per, '')
                     || CASE is_one_off WHEN 1 THEN '（一次性）' ELSE '' END AS words
              FROM amounts
              WHERE clause_id = granting.id AND +role = 'cap' ORDER BY char_start)),
       (SELECT max(yuan_max) FROM amounts
        WHERE clause_id = granting.id AND +role IN ('award', 'cap'))
FROM granting ORDER BY granting.id;

-- ------------------------------------------------------------------ 视图与检索 views, search
-- How readers meet the tables above: metadata.yml describes every view and column.

-- The search index of clauses: each character a token (plugins/chinese_search.py says why and
-- fills it). It keeps its own content, so that it can hold U+200B between the characters; the
-- comment inside the statement is what tells Datasette which table it searches. Everything but
-- white space, control characters and quotation marks counts. The last column holds what a
-- search is narrowed by (place, kind, year, topics, whether the clause grants something), as words
-- that nobody types: of a frequent word in one city the index finds the few hits without a look at
-- the many.
CREATE VIRTUAL TABLE clauses_fts USING fts5 (
    marker, heading, text, filters,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co' separators '“”‘’「」『』'"
    /* content="clauses" */
);

-- 文件: each instrument with its city, its dates and the file it stands in.
CREATE VIEW v_documents AS
SELECT cities.name AS city, coalesce(documents.title, documents.key) AS document,
       documents.kind, documents.doc_number, documents.issuer, documents.issued_on,
       documents.effective_on, documents.expires_on, documents.is_draft,
       sources.path AS source_path, sources.url AS source_url, cities.province,
       documents.covering_document_id, covering.title AS covering_document,
       documents.id AS document_id, documents.key AS document_key, sources.id AS source_id
FROM documents
JOIN sources ON sources.id = documents.source_id
LEFT JOIN cities ON cities.id = documents.city_id
LEFT JOIN documents AS covering ON covering.id = documents.covering_document_id;

-- 条款: each clause with its city, document and validity. The views below build on it. +kind: of a
-- kind there are so many that the first rows are found by reading, not by the index of kinds.
CREATE VIEW v_clauses AS
SELECT cities.name AS city, coalesce(documents.title, documents.key) AS document,
       clauses.citation, documents.issued_on, documents.effective_on, documents.expires_on,
       documents.is_draft, clauses.level, parents.heading AS parent_heading, clauses.heading,
       clauses.text AS clause_text, cities.province, +documents.kind AS document_kind,
       clauses.char_start, clauses.char_end, clauses.id AS clause_id, clauses.key AS clause_key,
       clauses.document_id, documents.source_id
FROM clauses
JOIN documents ON documents.id = clauses.document_id
LEFT JOIN cities ON cities.id = documents.city_id
LEFT JOIN clauses AS parents ON parents.id = clauses.parent_id;

-- 金额
CREATE VIEW v_amounts AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, amounts.raw, amounts.role,
       amounts.comparator, amounts.yuan_min, amounts.yuan_max, amounts.currency,
       amounts.value_min, amounts.value_max, amounts.per, amounts.tier, amounts.is_one_off,
       amounts.is_annual, v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft,
       v_clauses.heading, v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       amounts.measure_id, amounts.id AS amount_id, amounts.clause_id, v_clauses.document_id
FROM amounts
JOIN v_clauses ON v_clauses.clause_id = amounts.clause_id;

-- 百分比
CREATE VIEW v_percentages AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, percentages.raw,
       percentages.role, percentages.comparator, percentages.value_min, percentages.value_max,
       percentages.base, v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft,
       v_clauses.heading, v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       percentages.measure_id, percentages.id AS percentage_id, percentages.clause_id,
       v_clauses.document_id
FROM percentages
JOIN v_clauses ON v_clauses.clause_id = percentages.clause_id;

-- 上限
CREATE VIEW v_caps AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, caps.raw, caps.yuan,
       caps.percent, caps.scope, amounts.tier, amounts.is_one_off, amounts.is_annual,
       percentages.base, v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft,
       v_clauses.heading, v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       caps.amount_id, caps.percentage_id, caps.measure_id, caps.id AS cap_id, caps.clause_id,
       v_clauses.document_id
FROM caps
JOIN v_clauses ON v_clauses.clause_id = caps.clause_id
LEFT JOIN amounts ON amounts.id = caps.amount_id
LEFT JOIN percentages ON percentages.id = caps.percentage_id;

-- 支持措施, with the offices in charge of the clause
CREATE VIEW v_measures AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, measures.beneficiary,
       measures.tier, measures.instrument, measures.award_yuan, measures.rate,
       measures.rate_comparator, measures.base, measures.cap_yuan, measures.per,
       measures.is_one_off, measures.is_annual, measures.payer,
       (SELECT group_concat(name, '、')
        FROM (SELECT units.name
              FROM responsibilities JOIN units ON units.id = responsibilities.unit_id
              WHERE responsibilities.clause_id = measures.clause_id
                AND responsibilities.role IN ('lead', 'responsible')
              ORDER BY responsibilities.char_start)) AS units,
       measures.raw, v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft,
       v_clauses.heading, v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       measures.id AS measure_id, measures.clause_id, v_clauses.document_id
FROM measures
JOIN v_clauses ON v_clauses.clause_id = measures.clause_id;

-- 扶持条款: each clause that grants something, with its rates, awards, caps and offices in words.
CREATE VIEW v_supports AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, clause_supports.rates,
       clause_supports.awards, clause_supports.caps, clause_supports.yuan_max,
       (SELECT group_concat(name, '、')
        FROM (SELECT units.name
              FROM responsibilities JOIN units ON units.id = responsibilities.unit_id
              WHERE responsibilities.clause_id = v_clauses.clause_id
                AND responsibilities.role IN ('lead', 'responsible')
              ORDER BY responsibilities.char_start)) AS units,
       v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft, v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       clause_supports.id AS clause_id, v_clauses.document_id
FROM clause_supports
JOIN v_clauses ON v_clauses.clause_id = clause_supports.id;

-- 责任分工. +function: as +kind above.
CREATE VIEW v_responsibilities AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, units.name AS unit,
       +units.function AS function, units.kind AS unit_kind, responsibilities.role,
       responsibilities.raw, v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft,
       v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       responsibilities.id AS responsibility_id, responsibilities.unit_id,
       responsibilities.clause_id, v_clauses.document_id
FROM responsibilities
JOIN units ON units.id = responsibilities.unit_id
JOIN v_clauses ON v_clauses.clause_id = responsibilities.clause_id;

-- 时间
CREATE VIEW v_deadlines AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, deadlines.raw, deadlines.kind,
       deadlines.start_on, deadlines.end_on, v_clauses.is_draft, v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       deadlines.id AS deadline_id, deadlines.clause_id, v_clauses.document_id
FROM deadlines
JOIN v_clauses ON v_clauses.clause_id = deadlines.clause_id;

-- 量化目标: what is counted, and goals in money, which are sums (role target). Each table is joined
-- for itself, so that the first rows of either are found by its own index (which SQLite does only
-- where a column has the same type in both: hence the casts).
CREATE VIEW v_targets AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, targets.raw, targets.indicator,
       targets.comparator, targets.value_min, targets.value_max, targets.measure_unit,
       targets.due_on, targets.is_annual, v_clauses.is_draft, v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       'targets' AS fact_table, targets.id AS fact_id, targets.clause_id, v_clauses.document_id
FROM targets
JOIN v_clauses ON v_clauses.clause_id = targets.clause_id
UNION ALL
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, amounts.raw, amounts.indicator,
       amounts.comparator, amounts.value_min, amounts.value_max,
       CAST(CASE amounts.currency WHEN 'CNY' THEN '元' ELSE amounts.currency END AS TEXT),
       amounts.due_on, amounts.is_annual, v_clauses.is_draft, v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       'amounts', amounts.id, amounts.clause_id, v_clauses.document_id
FROM amounts
JOIN v_clauses ON v_clauses.clause_id = amounts.clause_id
WHERE amounts.role = 'target';

-- 申报条件: quantities and sums that decide who qualifies, each table joined for itself as above
CREATE VIEW v_conditions AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, conditions.raw,
       conditions.indicator, conditions.comparator, conditions.value_min, conditions.value_max,
       conditions.measure_unit, v_clauses.effective_on, v_clauses.expires_on,
       v_clauses.is_draft, v_clauses.heading, v_clauses.clause_text, v_clauses.province,
       v_clauses.document_kind, conditions.measure_id, conditions.char_start,
       'conditions' AS fact_table, conditions.id AS fact_id, conditions.clause_id,
       v_clauses.document_id
FROM conditions
JOIN v_clauses ON v_clauses.clause_id = conditions.clause_id
UNION ALL
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, amounts.raw,
       CAST(NULL AS TEXT), amounts.comparator, amounts.value_min, amounts.value_max,
       CAST(CASE amounts.currency WHEN 'CNY' THEN '元' ELSE amounts.currency END AS TEXT),
       v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft, v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind, amounts.measure_id,
       amounts.char_start, 'amounts', amounts.id, amounts.clause_id, v_clauses.document_id
FROM amounts
JOIN v_clauses ON v_clauses.clause_id = amounts.clause_id
WHERE amounts.role = 'threshold'
UNION ALL
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, percentages.raw,
       percentages.base, percentages.comparator, percentages.value_min, percentages.value_max,
       CAST('%' AS TEXT), v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft,
       v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind,
       percentages.measure_id, percentages.char_start, 'percentages', percentages.id,
       percentages.clause_id, v_clauses.document_id
FROM percentages
JOIN v_clauses ON v_clauses.clause_id = percentages.clause_id
WHERE percentages.role = 'threshold';

-- 分担比例
CREATE VIEW v_shares AS
SELECT v_clauses.city, v_clauses.document, v_clauses.citation, shares.raw, shares.parties,
       v_clauses.effective_on, v_clauses.expires_on, v_clauses.is_draft, v_clauses.heading,
       v_clauses.clause_text, v_clauses.province, v_clauses.document_kind, shares.measure_id,
       shares.id AS share_id, shares.clause_id, v_clauses.document_id
FROM shares
JOIN v_clauses ON v_clauses.clause_id = shares.clause_id;

-- 数字台账, in context: 20 characters before and after
CREATE VIEW v_numerals AS
SELECT numerals.id AS numeral_id, numerals.source_id, sources.path AS source_path,
       numerals.char_start, numerals.raw, numerals.disposition, numerals.fact_table,
       numerals.fact_id,
       substr(sources.text, max(numerals.char_start - 19, 1),
              min(numerals.char_start, 20)) AS text_before,
       substr(sources.text, numerals.char_end + 1, 20) AS text_after
FROM numerals
JOIN sources ON sources.id = numerals.source_id;

-- 各主题扶持措施: each measure once for every topic of its clause, in words, ready to print.
-- Where a clause names no office in charge, the clause above it does. A measure of a clause
-- without a topic stands here once, with topic NULL.
CREATE VIEW v_measures_by_topic AS
SELECT topics.name AS topic, v_measures.city, v_measures.beneficiary, v_measures.tier,
       CASE WHEN v_measures.rate IS NOT NULL
            THEN CASE v_measures.rate_comparator WHEN '<=' THEN '不超过' WHEN '>=' THEN '不低于'
                                                 WHEN '<' THEN '低于' WHEN '>' THEN '超过'
                                                 WHEN '~' THEN '约' ELSE '' END
                 || printf('%.10g%%', v_measures.rate) END AS rate,
       v_measures.base, CASE WHEN v_measures.cap_yuan IS NOT NULL
                             THEN printf('%.10g万元', v_measures.cap_yuan / 10000.0) END AS cap,
       CASE WHEN v_measures.award_yuan IS NOT NULL
            THEN printf('%.10g万元', v_measures.award_yuan / 10000.0) END AS award,
       v_measures.payer,
       coalesce(v_measures.units,
                (SELECT group_concat(name, '、')
                 FROM (SELECT units.name
                       FROM clauses
                       JOIN responsibilities ON responsibilities.clause_id = clauses.parent_id
                       JOIN units ON units.id = responsibilities.unit_id
                       WHERE clauses.id = v_measures.clause_id
                         AND responsibilities.role IN ('lead', 'responsible')
                       ORDER BY responsibilities.char_start))) AS units,
       v_measures.citation, v_measures.document, v_measures.effective_on,
       v_measures.expires_on, v_measures.is_draft, above.name AS parent_topic,
       clause_topics.score, v_measures.measure_id, v_measures.clause_id,
       v_measures.document_id, clause_topics.topic_id
FROM v_measures
LEFT JOIN clause_topics ON clause_topics.clause_id = v_measures.clause_id
LEFT JOIN topics ON topics.id = clause_topics.topic_id
LEFT JOIN topics AS above ON above.id = topics.parent_id;

-- ------------------------------------------------------------------ 次序 orders
-- The order in which lists are read where it comes from several tables, so that their first rows
-- are found without a look at the others.

-- 文件次序: documents by the name of their city, those without one first; ids follow that order.
-- Ids of clauses follow their documents, seq within one.
CREATE TABLE document_order (
    id          INTEGER PRIMARY KEY,
    city_order  INTEGER NOT NULL,                   -- of the city among all, by name
    document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id)
);

INSERT INTO document_order (id, city_order, document_id)
SELECT row_number() OVER (ORDER BY cities.name, documents.id),
       dense_rank() OVER (ORDER BY cities.name), documents.id
FROM documents LEFT JOIN cities ON cities.id = documents.city_id ORDER BY 1;

CREATE INDEX document_order_city_order ON document_order (city_order);

-- 措施次序: each measure once for every topic of its clause (topic NULL: none, and last), by the
-- name of the city; ids follow that order.
CREATE TABLE measure_order (
    id          INTEGER PRIMARY KEY,
    topic_id    INTEGER REFERENCES topics (id),
    measure_id  INTEGER NOT NULL REFERENCES measures (id),
    document_id INTEGER NOT NULL REFERENCES documents (id)
);

INSERT INTO measure_order (id, topic_id, measure_id, document_id)
SELECT row_number() OVER (ORDER BY clause_topics.topic_id IS NULL, clause_topics.topic_id,
                                   document_order.city_order, measures.id),
       clause_topics.topic_id, measures.id, clauses.document_id
FROM measures
JOIN clauses ON clauses.id = measures.clause_id
JOIN document_order ON document_order.document_id = clauses.document_id
LEFT JOIN clause_topics ON clause_topics.clause_id = measures.clause_id
ORDER BY 1;

CREATE INDEX measure_order_topic_id ON measure_order (topic_id);
CREATE INDEX measure_order_measure_id ON measure_order (measure_id);
CREATE INDEX measure_order_document_id ON measure_order (document_id);

-- ------------------------------------------------------------------ 日程与分工汇总 summaries
-- Made by the build, so that a page asks for one stretch of an index and never counts a table.

-- 日程: whatever is issued, starts, ends or falls due on a day. Ids follow the days, so a stretch
-- of days is a stretch of ids. A notice and what it issues are issued once.
CREATE TABLE events (
    id          INTEGER PRIMARY KEY,
    on_day      TEXT NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]*'),
    what        TEXT NOT NULL
                CHECK (what IN ('issued',           -- 印发
                                'start',            -- 施行
                                'end',              -- 失效
                                'period_start',     -- a plan's years begin
                                'period_end',       -- and end
                                'due')),            -- a goal or task is due
    city_id     TEXT REFERENCES cities (id),
    document_id INTEGER NOT NULL REFERENCES documents (id),
    clause_id   INTEGER REFERENCES clauses (id)     -- NULL where the whole document is meant
);

INSERT INTO events (id, on_day, what, city_id, document_id, clause_id)
WITH dated (on_day, what, document_id, clause_id) AS (
    SELECT issued_on, 'issued', id, NULL FROM documents
    WHERE issued_on IS NOT NULL AND covering_document_id IS NULL
    UNION ALL
    SELECT effective_on, 'start', id, NULL FROM documents WHERE effective_on IS NOT NULL
    UNION ALL
    SELECT expires_on, 'end', id, NULL FROM documents WHERE expires_on IS NOT NULL
    UNION ALL
    SELECT deadlines.start_on, 'period_start', clauses.document_id, min(clauses.id)
    FROM deadlines
    JOIN clauses ON clauses.id = deadlines.clause_id
    JOIN documents ON documents.id = clauses.document_id
    WHERE deadlines.kind = 'period' AND deadlines.start_on IS NOT NULL
      AND documents.kind <> 'notice'      -- it names the plan that it issues
    GROUP BY clauses.document_id, deadlines.start_on
    UNION ALL
    SELECT deadlines.end_on, 'period_end', clauses.document_id, min(clauses.id)
    FROM deadlines
    JOIN clauses ON clauses.id = deadlines.clause_id
    JOIN documents ON documents.id = clauses.document_id
    WHERE deadlines.kind = 'period' AND deadlines.end_on IS NOT NULL
      AND documents.kind <> 'notice'      -- it names the plan that it issues
    GROUP BY clauses.document_id, deadlines.end_on
    UNION ALL
    SELECT due.on_day, 'due', clauses.document_id, clauses.id
    FROM (SELECT end_on AS on_day, clause_id FROM deadlines
          WHERE kind = 'target' AND end_on IS NOT NULL
          UNION
          SELECT due_on, clause_id FROM targets WHERE due_on IS NOT NULL) AS due
    JOIN clauses ON clauses.id = due.clause_id
)
SELECT row_number() OVER (ORDER BY dated.on_day, documents.city_id, dated.document_id,
                                   dated.clause_id, dated.what),
       dated.on_day, dated.what, documents.city_id, dated.document_id, dated.clause_id
FROM dated JOIN documents ON documents.id = dated.document_id
ORDER BY 1;

CREATE INDEX events_on_day ON events (on_day);
CREATE INDEX events_what ON events (what);
CREATE INDEX events_city_id ON events (city_id, what);
CREATE INDEX events_document_id ON events (document_id);
CREATE INDEX events_clause_id ON events (clause_id);

-- 日程数: how many events of each kind there are in a year, in a city and in all.
CREATE TABLE event_counts (
    id      INTEGER PRIMARY KEY,
    year    TEXT NOT NULL,
    what    TEXT NOT NULL,
    city_id TEXT REFERENCES cities (id),            -- NULL: in all cities
    events  INTEGER NOT NULL CHECK (events > 0)
);

INSERT INTO event_counts (year, what, city_id, events)
SELECT substr(on_day, 1, 4), what, NULL, count(*) FROM events GROUP BY 1, 2 ORDER BY 1, 2;

INSERT INTO event_counts (year, what, city_id, events)
SELECT substr(on_day, 1, 4), what, city_id, count(*) FROM events
WHERE city_id IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

CREATE INDEX event_counts_year ON event_counts (year);
CREATE INDEX event_counts_city_id ON event_counts (city_id);

-- 分工汇总: how many clauses the offices of one line of government have to do with in each city.
CREATE TABLE office_counts (
    id       INTEGER PRIMARY KEY,
    function TEXT NOT NULL,
    city_id  TEXT REFERENCES cities (id),
    role     TEXT,                                  -- NULL: in any role
    units    INTEGER NOT NULL CHECK (units > 0),
    clauses  INTEGER NOT NULL CHECK (clauses > 0)
);

INSERT INTO office_counts (function, city_id, role, units, clauses)
SELECT units.function, units.city_id, NULL, count(DISTINCT units.id),
       count(DISTINCT responsibilities.clause_id)
FROM responsibilities JOIN units ON units.id = responsibilities.unit_id
GROUP BY 1, 2 ORDER BY 1, 2;

INSERT INTO office_counts (function, city_id, role, units, clauses)
SELECT units.function, units.city_id, responsibilities.role, count(DISTINCT units.id),
       count(DISTINCT responsibilities.clause_id)
FROM responsibilities JOIN units ON units.id = responsibilities.unit_id
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

CREATE INDEX office_counts_function ON office_counts (function);
CREATE INDEX office_counts_city_id ON office_counts (city_id);

-- 职能汇总: which offices of a line of government there are in each city, and how many clauses they
-- lead, answer for, and answer for as the first named; ids go from the line with most clauses on.
CREATE TABLE function_counts (
    id          INTEGER PRIMARY KEY,
    function    TEXT NOT NULL,
    city_id     TEXT REFERENCES cities (id),
    units       TEXT NOT NULL,                      -- joined by 、
    lead        INTEGER NOT NULL,
    responsible INTEGER NOT NULL,
    first_named INTEGER NOT NULL
);

INSERT INTO function_counts (function, city_id, units, lead, responsible, first_named)
SELECT units.function, units.city_id, replace(group_concat(DISTINCT units.name), ',', '、'),
       count(DISTINCT CASE WHEN role = 'lead' THEN clause_id END),
       count(DISTINCT CASE WHEN role = 'responsible' THEN clause_id END),
       count(DISTINCT CASE WHEN role = 'responsible' AND NOT EXISTS (
           SELECT 1 FROM responsibilities AS before
           WHERE before.clause_id = responsibilities.clause_id
             AND +before.role = 'responsible'
             AND before.char_start < responsibilities.char_start)
           THEN clause_id END)
FROM responsibilities
JOIN units ON units.id = responsibilities.unit_id
WHERE units.function <> 'unknown'
GROUP BY units.function, units.city_id
ORDER BY sum(count(DISTINCT clause_id)) OVER (PARTITION BY units.function) DESC,
         units.function, units.city_id;

CREATE INDEX function_counts_function ON function_counts (function);
CREATE INDEX function_counts_city_id ON function_counts (city_id);

-- ------------------------------------------------------------------ 对照汇总 summaries to compare
-- What the pages that compare and calculate ask: the measures of a topic in a city, highest
-- first, with the validity of their document. A topic of the upper layer has those of all below.

-- 主题措施: a measure once for every topic of its clause; ids follow topic, city and sum.
CREATE TABLE topic_measures (
    id           INTEGER PRIMARY KEY,
    topic_id     INTEGER NOT NULL REFERENCES topics (id),
    city_id      TEXT NOT NULL REFERENCES cities (id),
    measure_id   INTEGER NOT NULL REFERENCES measures (id),
    effective_on TEXT,                              -- of the document, else of its notice
    expires_on   TEXT,
    is_draft     INTEGER NOT NULL CHECK (is_draft IN (0, 1))
);

INSERT INTO topic_measures (id, topic_id, city_id, measure_id, effective_on, expires_on, is_draft)
WITH about (topic_id, clause_id) AS (
    SELECT topic_id, clause_id FROM clause_topics
    UNION
    SELECT topics.parent_id, clause_topics.clause_id
    FROM clause_topics JOIN topics ON topics.id = clause_topics.topic_id
    WHERE topics.parent_id IS NOT NULL
)
SELECT row_number() OVER (ORDER BY about.topic_id, documents.city_id,
                                   coalesce(measures.cap_yuan, measures.award_yuan, 0) DESC,
                                   measures.id),
       about.topic_id, documents.city_id, measures.id,
       coalesce(documents.effective_on, notices.effective_on),
       coalesce(documents.expires_on, notices.expires_on), documents.is_draft
FROM measures
JOIN about ON about.clause_id = measures.clause_id
JOIN clauses ON clauses.id = measures.clause_id
JOIN documents ON documents.id = clauses.document_id
LEFT JOIN documents AS notices ON notices.id = documents.covering_document_id
WHERE documents.city_id IS NOT NULL
ORDER BY 1;

CREATE INDEX topic_measures_topic_id ON topic_measures (topic_id, city_id);
CREATE INDEX topic_measures_city_id ON topic_measures (city_id);
CREATE INDEX topic_measures_measure_id ON topic_measures (measure_id);

-- 主题城市: how much there is of a topic in a city, and the highest of it.
CREATE TABLE topic_cities (
    id         INTEGER PRIMARY KEY,
    topic_id   INTEGER NOT NULL REFERENCES topics (id),
    city_id    TEXT NOT NULL REFERENCES cities (id),
    measures   INTEGER NOT NULL CHECK (measures > 0),
    cap_yuan   NUMERIC,                             -- the highest cap
    award_yuan NUMERIC,                             -- the highest fixed sum
    rate       NUMERIC,                             -- the highest rate of what a firm spends
    UNIQUE (topic_id, city_id)
);

INSERT INTO topic_cities (topic_id, city_id, measures, cap_yuan, award_yuan, rate)
SELECT topic_measures.topic_id, topic_measures.city_id, count(*), max(measures.cap_yuan),
       max(measures.award_yuan),
       -- A share of what a higher level grants says nothing about the firm's own spending.
       max(CASE WHEN measures.base GLOB '*[奖补]*' THEN NULL ELSE measures.rate END)
FROM topic_measures JOIN measures ON measures.id = topic_measures.measure_id
GROUP BY 1, 2 ORDER BY 1, 2;

CREATE INDEX topic_cities_city_id ON topic_cities (city_id);

-- 个案商定: clauses about a topic that leave the support to be settled case by case.
CREATE TABLE negotiated_clauses (
    id        INTEGER PRIMARY KEY,
    topic_id  INTEGER NOT NULL REFERENCES topics (id),
    city_id   TEXT NOT NULL REFERENCES cities (id),
    clause_id INTEGER NOT NULL REFERENCES clauses (id)
);

INSERT INTO negotiated_clauses (topic_id, city_id, clause_id)
WITH negotiated (clause_id, city_id) AS (
    SELECT clauses.id, documents.city_id
    FROM clauses JOIN documents ON documents.id = clauses.document_id
    WHERE documents.city_id IS NOT NULL
      AND (clauses.text LIKE '%一事一议%' OR clauses.text LIKE '%一企一策%'
           OR clauses.text LIKE '%一项目一议%' OR clauses.text LIKE '%一项一策%')
)
SELECT clause_topics.topic_id, negotiated.city_id, negotiated.clause_id
FROM negotiated JOIN clause_topics ON clause_topics.clause_id = negotiated.clause_id
UNION
SELECT topics.parent_id, negotiated.city_id, negotiated.clause_id
FROM negotiated JOIN clause_topics ON clause_topics.clause_id = negotiated.clause_id
JOIN topics ON topics.id = clause_topics.topic_id
WHERE topics.parent_id IS NOT NULL
ORDER BY 1, 2, 3;

CREATE INDEX negotiated_clauses_topic_id ON negotiated_clauses (topic_id, city_id);
CREATE INDEX negotiated_clauses_city_id ON negotiated_clauses (city_id);
CREATE INDEX negotiated_clauses_clause_id ON negotiated_clauses (clause_id);

-- 目标汇总: what a city wants to reach of one thing by the end of one year, the highest figure.
CREATE TABLE target_counts (
    id           INTEGER PRIMARY KEY,
    indicator    TEXT NOT NULL,
    measure_unit TEXT NOT NULL,
    city_id      TEXT NOT NULL REFERENCES cities (id),
    year         TEXT NOT NULL CHECK (length(year) = 4),
    targets      INTEGER NOT NULL CHECK (targets > 0),
    value_max    NUMERIC NOT NULL,
    clause_id    INTEGER NOT NULL REFERENCES clauses (id)   -- where the highest figure stands
);

INSERT INTO target_counts (indicator, measure_unit, city_id, year, targets, value_max, clause_id)
SELECT indicator, measure_unit, city_id, year, count(*), max(value_max), clause_id
FROM (SELECT targets.indicator, targets.measure_unit, documents.city_id,
             substr(targets.due_on, 1, 4) AS year, targets.value_max, targets.clause_id
      FROM targets
      JOIN clauses ON clauses.id = targets.clause_id
      JOIN documents ON documents.id = clauses.document_id
      WHERE targets.indicator IS NOT NULL AND targets.due_on IS NOT NULL
        AND documents.city_id IS NOT NULL
      ORDER BY targets.id)
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4;

CREATE INDEX target_counts_indicator ON target_counts (indicator, measure_unit);
CREATE INDEX target_counts_measure_unit ON target_counts (measure_unit);
CREATE INDEX target_counts_city_id ON target_counts (city_id);
CREATE INDEX target_counts_year ON target_counts (year);
CREATE INDEX target_counts_clause_id ON target_counts (clause_id);

-- 指标: what is counted, and in how many cities.
CREATE TABLE target_indicators (
    id           INTEGER PRIMARY KEY,
    indicator    TEXT NOT NULL,
    measure_unit TEXT NOT NULL,
    cities       INTEGER NOT NULL CHECK (cities > 0),
    targets      INTEGER NOT NULL CHECK (targets > 0)
);

INSERT INTO target_indicators (indicator, measure_unit, cities, targets)
SELECT indicator, measure_unit, count(DISTINCT city_id), sum(targets) FROM target_counts
GROUP BY 1, 2 ORDER BY 3 DESC, 4 DESC, 1, 2;

CREATE INDEX target_indicators_measure_unit ON target_indicators (measure_unit);

-- ------------------------------------------------------------------ 城市与主题汇总 what there is
-- 城市汇总: how much there is of each city, and from when to when.
CREATE TABLE city_counts (
    id           INTEGER PRIMARY KEY,
    city_id      TEXT UNIQUE REFERENCES cities (id),    -- NULL: documents without a city
    documents    INTEGER NOT NULL,
    clauses      INTEGER NOT NULL,
    measures     INTEGER NOT NULL,
    amounts      INTEGER NOT NULL,
    percentages  INTEGER NOT NULL,
    caps         INTEGER NOT NULL,
    targets      INTEGER NOT NULL,
    responsibilities INTEGER NOT NULL,
    first_issued TEXT,
    last_issued  TEXT
);

INSERT INTO city_counts (city_id, documents, clauses, measures, amounts, percentages, caps, targets,
                         responsibilities, first_issued, last_issued)
WITH own (document_id, clauses, measures, amounts, percentages, caps, targets,
          responsibilities) AS (
    SELECT clauses.document_id, count(*),
           sum((SELECT count(*) FROM measures WHERE clause_id = clauses.id)),
           sum((SELECT count(*) FROM amounts WHERE clause_id = clauses.id)),
           sum((SELECT count(*) FROM percentages WHERE clause_id = clauses.id)),
           sum((SELECT count(*) FROM caps WHERE clause_id = clauses.id)),
           sum((SELECT count(*) FROM targets WHERE clause_id = clauses.id)),
           sum((SELECT count(*) FROM responsibilities WHERE clause_id = clauses.id))
    FROM clauses GROUP BY clauses.document_id
)
SELECT cities.id, count(documents.id), coalesce(sum(own.clauses), 0),
       coalesce(sum(own.measures), 0), coalesce(sum(own.amounts), 0),
       coalesce(sum(own.percentages), 0), coalesce(sum(own.caps), 0),
       coalesce(sum(own.targets), 0), coalesce(sum(own.responsibilities), 0),
       min(documents.issued_on), max(documents.issued_on)
FROM cities
LEFT JOIN documents ON documents.city_id = cities.id
LEFT JOIN own ON own.document_id = documents.id
GROUP BY cities.id
UNION ALL
SELECT NULL, count(*), sum(own.clauses), sum(own.measures), sum(own.amounts),
       sum(own.percentages), sum(own.caps), sum(own.targets), sum(own.responsibilities),
       min(documents.issued_on), max(documents.issued_on)
FROM documents JOIN own ON own.document_id = documents.id
WHERE documents.city_id IS NULL HAVING count(*) > 0
ORDER BY 1;

-- 主题条款数: how many clauses are about a topic, in each city.
CREATE TABLE topic_counts (
    id       INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics (id),
    city_id  TEXT REFERENCES cities (id),
    clauses  INTEGER NOT NULL CHECK (clauses > 0)
);

INSERT INTO topic_counts (topic_id, city_id, clauses)
SELECT clause_topics.topic_id, documents.city_id, count(*)
FROM clause_topics
JOIN clauses ON clauses.id = clause_topics.clause_id
JOIN documents ON documents.id = clauses.document_id
GROUP BY 1, 2 ORDER BY 1, 2;

CREATE INDEX topic_counts_topic_id ON topic_counts (topic_id);
CREATE INDEX topic_counts_city_id ON topic_counts (city_id);

-- Which documents of a kind are in force, without a look at the documents themselves.
CREATE INDEX documents_validity ON documents (kind, is_draft, expires_on, effective_on);
-- The clauses of a topic, those that are most about it first.
CREATE INDEX clause_topics_topic_id_score ON clause_topics (topic_id, score DESC, clause_id);
-- Highest first; those of one sum stay in reading order.
CREATE INDEX caps_yuan ON caps (yuan DESC);

-- 分面计数: how many rows of a table or view have which values in the columns that are faceted, so
-- that a page of rows need not count them (plugins/quick_counts.py). columns names them, in the
-- order of value1 …; an unused value is NULL.
CREATE TABLE facet_counts (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    columns TEXT NOT NULL,
    value1, value2, value3, value4,         -- as in the table or view, of any type
    number  INTEGER NOT NULL CHECK (number > 0)
);

INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_documents', 'city kind is_draft', city, kind, is_draft, NULL, count(*)
FROM v_documents GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_clauses', 'city document_kind level', city, document_kind, level, NULL, count(*)
FROM v_clauses GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_amounts', 'city document_kind role is_one_off', city, document_kind, role, is_one_off, count(*)
FROM v_amounts GROUP BY 3, 4, 5, 6 ORDER BY 3, 4, 5, 6;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_percentages', 'city document_kind role', city, document_kind, role, NULL, count(*)
FROM v_percentages GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_caps', 'city document_kind', city, document_kind, NULL, NULL, count(*)
FROM v_caps GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_measures', 'city document_kind instrument is_one_off', city, document_kind, instrument, is_one_off, count(*)
FROM v_measures GROUP BY 3, 4, 5, 6 ORDER BY 3, 4, 5, 6;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_measures_by_topic', 'topic city parent_topic', topic, city, parent_topic, NULL, count(*)
FROM v_measures_by_topic GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_supports', 'city document_kind', city, document_kind, NULL, NULL, count(*)
FROM v_supports GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_responsibilities', 'city function role document_kind', city, function, role, document_kind, count(*)
FROM v_responsibilities GROUP BY 3, 4, 5, 6 ORDER BY 3, 4, 5, 6;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_deadlines', 'city document_kind kind', city, document_kind, kind, NULL, count(*)
FROM v_deadlines GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_targets', 'city document_kind measure_unit is_annual', city, document_kind, measure_unit, is_annual, count(*)
FROM v_targets GROUP BY 3, 4, 5, 6 ORDER BY 3, 4, 5, 6;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_conditions', 'city document_kind fact_table', city, document_kind, fact_table, NULL, count(*)
FROM v_conditions GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_shares', 'city document_kind', city, document_kind, NULL, NULL, count(*)
FROM v_shares GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'v_numerals', 'disposition fact_table', disposition, fact_table, NULL, NULL, count(*)
FROM v_numerals GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'mentions', 'fact_table', fact_table, NULL, NULL, NULL, count(*)
FROM mentions GROUP BY 3 ORDER BY 3;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'documents', 'city_id kind is_draft', city_id, kind, is_draft, NULL, count(*)
FROM documents GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'clauses', 'level', level, NULL, NULL, NULL, count(*)
FROM clauses GROUP BY 3 ORDER BY 3;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'amounts', 'role comparator is_one_off is_annual', role, comparator, is_one_off, is_annual, count(*)
FROM amounts GROUP BY 3, 4, 5, 6 ORDER BY 3, 4, 5, 6;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'percentages', 'role comparator', role, comparator, NULL, NULL, count(*)
FROM percentages GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'measures', 'instrument is_one_off is_annual', instrument, is_one_off, is_annual, NULL, count(*)
FROM measures GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'units', 'function kind city_id', function, kind, city_id, NULL, count(*)
FROM units GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'responsibilities', 'role', role, NULL, NULL, NULL, count(*)
FROM responsibilities GROUP BY 3 ORDER BY 3;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'deadlines', 'kind', kind, NULL, NULL, NULL, count(*)
FROM deadlines GROUP BY 3 ORDER BY 3;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'targets', 'measure_unit due_on is_annual', measure_unit, due_on, is_annual, NULL, count(*)
FROM targets GROUP BY 3, 4, 5 ORDER BY 3, 4, 5;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'conditions', 'measure_unit comparator', measure_unit, comparator, NULL, NULL, count(*)
FROM conditions GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'citations', 'kind', kind, NULL, NULL, NULL, count(*)
FROM citations GROUP BY 3 ORDER BY 3;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'members', 'role', role, NULL, NULL, NULL, count(*)
FROM members GROUP BY 3 ORDER BY 3;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'clause_topics', 'topic_id', topic_id, NULL, NULL, NULL, count(*)
FROM clause_topics GROUP BY 3 ORDER BY 3;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'numerals', 'disposition fact_table', disposition, fact_table, NULL, NULL, count(*)
FROM numerals GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'events', 'what city_id', what, city_id, NULL, NULL, count(*)
FROM events GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
SELECT 'topic_measures', 'topic_id city_id', topic_id, city_id, NULL, NULL, count(*)
FROM topic_measures GROUP BY 3, 4 ORDER BY 3, 4;
INSERT INTO facet_counts (name, columns, number)
SELECT 'sources', '', number FROM (SELECT count(*) AS number FROM sources) WHERE number;
INSERT INTO facet_counts (name, columns, number)
SELECT 'caps', '', number FROM (SELECT count(*) AS number FROM caps) WHERE number;
INSERT INTO facet_counts (name, columns, number)
SELECT 'shares', '', number FROM (SELECT count(*) AS number FROM shares) WHERE number;
INSERT INTO facet_counts (name, columns, number)
SELECT 'comparable_clauses', '', number FROM (SELECT count(*) AS number FROM comparable_clauses) WHERE number;
-- The search index is filled last, with a row for each clause.
INSERT INTO facet_counts (name, columns, number)
SELECT 'clauses_fts', '', number FROM (SELECT count(*) AS number FROM clauses) WHERE number;
-- Also by every two of the columns: a page without a filter, or with one, adds up fewer rows then.
INSERT INTO facet_counts (name, columns, value1, value2, value3, value4, number)
WITH counted AS (
    SELECT facet_counts.*, json_array(value1, value2, value3, value4) AS counted_values,
           '["' || replace(columns, ' ', '","') || '"]' AS names
    FROM facet_counts
),
listed AS (SELECT DISTINCT name, names FROM counted WHERE json_array_length(names) > 2),
pairs AS (
    SELECT listed.name, one.key AS one, other.key AS other, one.value || ' ' || other.value AS columns
    FROM listed, json_each(listed.names) AS one, json_each(listed.names) AS other
    WHERE one.key < other.key
)
SELECT counted.name, pairs.columns, json_extract(counted_values, '$[' || one || ']'),
       json_extract(counted_values, '$[' || other || ']'), NULL, NULL, sum(number)
FROM counted JOIN pairs ON pairs.name = counted.name
GROUP BY counted.name, pairs.one, pairs.other, 3, 4 ORDER BY 1, pairs.one, pairs.other, 3, 4;

CREATE INDEX facet_counts_name ON facet_counts (name, columns, value1, value2, value3, value4, number);

-- Which index to take, by what is in them: rows of a view by a frequent value are read in order.
ANALYZE main;
