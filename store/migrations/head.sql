CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE capture_sightings (
	digest TEXT NOT NULL, 
	url_digest TEXT NOT NULL, 
	fetched_at TEXT NOT NULL, 
	url TEXT NOT NULL, 
	media_type TEXT, 
	charset TEXT, 
	headers TEXT NOT NULL, 
	CONSTRAINT pk_capture_sightings PRIMARY KEY (digest, url_digest, fetched_at), 
	CONSTRAINT fk_capture_sightings_digest FOREIGN KEY(digest) REFERENCES captures (digest)
);
CREATE TABLE captures (
	digest TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	zstd BLOB NOT NULL, 
	CONSTRAINT pk_captures PRIMARY KEY (digest)
);
CREATE TABLE commentary (
	id INTEGER NOT NULL, 
	story_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	markdown TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_commentary PRIMARY KEY (id), 
	CONSTRAINT fk_commentary_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE date_claims (
	story_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	about TEXT NOT NULL, 
	wording TEXT NOT NULL, 
	place TEXT NOT NULL, 
	value TEXT, 
	value_wording TEXT, 
	value_zone TEXT, 
	value_zone_from TEXT, 
	chosen BOOLEAN NOT NULL, 
	CONSTRAINT pk_date_claims PRIMARY KEY (story_id, revision, position), 
	CONSTRAINT fk_date_claims_story_id_revision FOREIGN KEY(story_id, revision) REFERENCES revisions (story_id, number)
);
CREATE TABLE decisions (
	id INTEGER NOT NULL, 
	story_id TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	text_digest TEXT NOT NULL, 
	rights_digest TEXT NOT NULL, 
	reason TEXT, 
	note TEXT, 
	CONSTRAINT pk_decisions PRIMARY KEY (id), 
	CONSTRAINT fk_decisions_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE edition_stories (
	edition INTEGER NOT NULL, 
	story_id TEXT NOT NULL, 
	part TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	approval INTEGER, 
	CONSTRAINT pk_edition_stories PRIMARY KEY (edition, story_id), 
	CONSTRAINT fk_edition_stories_approval FOREIGN KEY(approval) REFERENCES decisions (id), 
	CONSTRAINT fk_edition_stories_edition FOREIGN KEY(edition) REFERENCES editions (number), 
	CONSTRAINT fk_edition_stories_story_id FOREIGN KEY(story_id) REFERENCES stories (id), 
	CONSTRAINT ck_edition_stories_part CHECK (part IN ('story', 'notice', 'removed', 'none'))
);
CREATE TABLE editions (
	number INTEGER NOT NULL, 
	as_of TEXT NOT NULL, 
	whole BOOLEAN NOT NULL, 
	look TEXT, 
	written INTEGER, 
	removed INTEGER, 
	CONSTRAINT pk_editions PRIMARY KEY (number)
);
CREATE TABLE entries (
	feed_id TEXT NOT NULL, 
	key_digest TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	link TEXT, 
	feed_digest TEXT, 
	state TEXT NOT NULL, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	next_try_at TEXT, 
	reason_code TEXT, 
	reason_words TEXT, 
	capture TEXT, 
	story_id TEXT, 
	first_seen_at TEXT NOT NULL, 
	last_seen_at TEXT NOT NULL, 
	lease_owner TEXT, 
	lease_until TEXT, 
	lease_token INTEGER DEFAULT 0 NOT NULL, 
	payload TEXT NOT NULL, page TEXT, 
	CONSTRAINT pk_entries PRIMARY KEY (feed_id, key_digest), 
	CONSTRAINT fk_entries_capture FOREIGN KEY(capture) REFERENCES captures (digest), 
	CONSTRAINT fk_entries_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id), 
	CONSTRAINT fk_entries_story_id FOREIGN KEY(story_id) REFERENCES stories (id), 
	CONSTRAINT ck_entries_state CHECK (state IN ('waiting', 'done', 'failed', 'skipped'))
);
CREATE TABLE evidence (
	story_id TEXT NOT NULL, 
	rights INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	in_record TEXT NOT NULL, 
	in_story TEXT NOT NULL, 
	grounds BOOLEAN NOT NULL, 
	wording TEXT NOT NULL, 
	said_by TEXT NOT NULL, 
	place TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	seen TEXT NOT NULL, 
	url TEXT, 
	capture TEXT, 
	licence TEXT, 
	licence_url TEXT, 
	CONSTRAINT pk_evidence PRIMARY KEY (story_id, rights, number), 
	CONSTRAINT fk_evidence_story_id_rights FOREIGN KEY(story_id, rights) REFERENCES rights_records (story_id, number)
);
CREATE TABLE feeds (
	id TEXT NOT NULL, 
	publisher_id TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	state TEXT NOT NULL, 
	url TEXT NOT NULL, 
	every_s INTEGER NOT NULL, 
	settings TEXT NOT NULL, 
	added_at TEXT NOT NULL, 
	next_poll_at TEXT NOT NULL, 
	last_polled_at TEXT, 
	last_ok_at TEXT, 
	last_words TEXT, 
	failures INTEGER DEFAULT 0 NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	body_digest TEXT, 
	moved_to TEXT, 
	lease_owner TEXT, 
	lease_until TEXT, 
	lease_token INTEGER DEFAULT 0 NOT NULL, habits TEXT, begun_at TEXT, 
	CONSTRAINT pk_feeds PRIMARY KEY (id), 
	CONSTRAINT fk_feeds_publisher_id FOREIGN KEY(publisher_id) REFERENCES publishers (id), 
	CONSTRAINT ck_feeds_origin CHECK (origin IN ('declared', 'added')), 
	CONSTRAINT ck_feeds_state CHECK (state IN ('active', 'failing', 'resting', 'retired'))
);
CREATE TABLE hops (
	story_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	service TEXT NOT NULL, 
	url TEXT NOT NULL, 
	claim TEXT, 
	CONSTRAINT pk_hops PRIMARY KEY (story_id, revision, position), 
	CONSTRAINT fk_hops_story_id_revision FOREIGN KEY(story_id, revision) REFERENCES revisions (story_id, number)
);
CREATE TABLE host_blocks (
	host TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	printed INTEGER NOT NULL, 
	left_out INTEGER NOT NULL, 
	last_seen_at TEXT NOT NULL, 
	CONSTRAINT pk_host_blocks PRIMARY KEY (host, digest)
);
CREATE TABLE host_rests (
	host TEXT NOT NULL, 
	until TEXT NOT NULL, 
	CONSTRAINT pk_host_rests PRIMARY KEY (host)
);
CREATE TABLE host_robots (
	origin TEXT NOT NULL, 
	text TEXT NOT NULL, 
	good_until TEXT NOT NULL, 
	CONSTRAINT pk_host_robots PRIMARY KEY (origin)
);
CREATE TABLE host_turns (
	host TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	until TEXT NOT NULL, 
	CONSTRAINT pk_host_turns PRIMARY KEY (host)
);
CREATE TABLE identity_keys (
	publisher_id TEXT NOT NULL, 
	key_digest TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	story_id TEXT NOT NULL, 
	CONSTRAINT pk_identity_keys PRIMARY KEY (publisher_id, key_digest), 
	CONSTRAINT fk_identity_keys_publisher_id FOREIGN KEY(publisher_id) REFERENCES publishers (id), 
	CONSTRAINT fk_identity_keys_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE list_rows (
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	story_id TEXT NOT NULL, 
	shown BOOLEAN NOT NULL, 
	CONSTRAINT pk_list_rows PRIMARY KEY (kind, name, position), 
	CONSTRAINT fk_list_rows_kind_name FOREIGN KEY(kind, name) REFERENCES lists (kind, name), 
	CONSTRAINT fk_list_rows_story_id FOREIGN KEY(story_id) REFERENCES stories (id), 
	CONSTRAINT uq_list_rows_story_id_kind_name UNIQUE (story_id, kind, name)
);
CREATE TABLE lists (
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	shown INTEGER NOT NULL, 
	rows_out INTEGER NOT NULL, 
	shown_out INTEGER NOT NULL, 
	CONSTRAINT pk_lists PRIMARY KEY (kind, name)
);
CREATE TABLE losses (
	story_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	place TEXT NOT NULL, 
	first TEXT NOT NULL, 
	last TEXT NOT NULL, 
	length INTEGER NOT NULL, 
	digest TEXT NOT NULL, facts TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_losses PRIMARY KEY (story_id, revision, position), 
	CONSTRAINT fk_losses_story_id_revision FOREIGN KEY(story_id, revision) REFERENCES revisions (story_id, number)
);
CREATE TABLE manifest (
	path TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	edition INTEGER NOT NULL, 
	CONSTRAINT pk_manifest PRIMARY KEY (path), 
	CONSTRAINT fk_manifest_edition FOREIGN KEY(edition) REFERENCES editions (number)
);
CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('clock','0001-01-01T00:00:00.000000Z');
CREATE TABLE polls (
	id INTEGER NOT NULL, 
	feed_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	status INTEGER, 
	words TEXT NOT NULL, 
	seen INTEGER NOT NULL, 
	new INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	bytes INTEGER NOT NULL, 
	took_s FLOAT NOT NULL, 
	CONSTRAINT pk_polls PRIMARY KEY (id), 
	CONSTRAINT fk_polls_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id)
);
CREATE TABLE publishers (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	home TEXT, 
	timezone TEXT, 
	statement TEXT, 
	CONSTRAINT pk_publishers PRIMARY KEY (id)
);
CREATE TABLE reasons (
	id INTEGER NOT NULL, 
	story_id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	words TEXT NOT NULL, 
	raised_at TEXT NOT NULL, 
	settled_at TEXT, 
	CONSTRAINT pk_reasons PRIMARY KEY (id), 
	CONSTRAINT fk_reasons_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE revisions (
	story_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	kept_at TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	text_digest TEXT NOT NULL, 
	rights INTEGER NOT NULL, 
	headline TEXT NOT NULL, 
	standfirst TEXT, 
	language TEXT, 
	published TEXT, 
	published_wording TEXT, 
	published_zone TEXT, 
	published_zone_from TEXT, 
	updated TEXT, 
	updated_wording TEXT, 
	updated_zone TEXT, 
	updated_zone_from TEXT, 
	publisher_id TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	publisher_home TEXT, 
	publisher_as_found TEXT, 
	url TEXT, 
	byline TEXT, 
	byline_people TEXT, 
	byline_found TEXT, 
	dateline TEXT, 
	dateline_place TEXT, 
	dateline_day TEXT, 
	dateline_agency TEXT, 
	copyright_notice TEXT, 
	level TEXT NOT NULL, 
	grounds TEXT NOT NULL, 
	end_in_doubt TEXT, 
	left_out TEXT NOT NULL, 
	feed_id TEXT NOT NULL, 
	entry_key TEXT NOT NULL, 
	fetched_at TEXT NOT NULL, 
	text_from TEXT NOT NULL, 
	capture TEXT NOT NULL, 
	capture_url TEXT NOT NULL, 
	reader_flags TEXT NOT NULL, 
	identity TEXT NOT NULL, 
	topics TEXT NOT NULL, 
	flags TEXT NOT NULL, 
	body TEXT NOT NULL, standfirst_run TEXT, 
	CONSTRAINT pk_revisions PRIMARY KEY (story_id, number), 
	CONSTRAINT fk_revisions_publisher_id FOREIGN KEY(publisher_id) REFERENCES publishers (id), 
	CONSTRAINT fk_revisions_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE rights_records (
	story_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	revision INTEGER, 
	recorded_at TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	licence TEXT, 
	licence_url TEXT, 
	scope TEXT NOT NULL, 
	finding TEXT NOT NULL, 
	notice TEXT, 
	answer TEXT NOT NULL, 
	answer_reasons TEXT NOT NULL, 
	duties TEXT NOT NULL, 
	CONSTRAINT pk_rights_records PRIMARY KEY (story_id, number), 
	CONSTRAINT fk_rights_records_story_id FOREIGN KEY(story_id) REFERENCES stories (id), 
	CONSTRAINT ck_rights_records_answer CHECK (answer IN ('allow', 'hold', 'refuse'))
);
CREATE TABLE site_terms (
	origin TEXT NOT NULL, 
	url_digest TEXT NOT NULL, 
	url TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	feed_id TEXT NOT NULL, 
	asked_at TEXT NOT NULL, 
	good_until TEXT NOT NULL, 
	words TEXT NOT NULL, 
	capture TEXT, 
	seen_at TEXT, 
	changed_at TEXT, 
	"before" TEXT, 
	rejudge BOOLEAN NOT NULL, 
	CONSTRAINT pk_site_terms PRIMARY KEY (origin, url_digest)
);
CREATE TABLE stories (
	id TEXT NOT NULL, 
	publisher_id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	approved_revision INTEGER, 
	rights INTEGER NOT NULL, 
	approval INTEGER, 
	waiting BOOLEAN NOT NULL, 
	slug TEXT, 
	year TEXT, 
	month TEXT, 
	sort_at TEXT NOT NULL, 
	first_seen_at TEXT NOT NULL, 
	last_seen_at TEXT NOT NULL, 
	released_at TEXT, 
	changed_at TEXT NOT NULL, 
	change_seq INTEGER DEFAULT 0 NOT NULL, 
	exported_seq INTEGER DEFAULT 0 NOT NULL, 
	stands TEXT, 
	CONSTRAINT pk_stories PRIMARY KEY (id), 
	CONSTRAINT fk_stories_publisher_id FOREIGN KEY(publisher_id) REFERENCES publishers (id), 
	CONSTRAINT ck_stories_stands CHECK (stands IN ('story', 'notice')), 
	CONSTRAINT ck_stories_state CHECK (state IN ('queued', 'held', 'approved', 'published', 'spiked', 'withdrawn'))
);
CREATE TABLE story_sightings (
	story_id TEXT NOT NULL, 
	feed_id TEXT NOT NULL, 
	key_digest TEXT NOT NULL, 
	capture TEXT NOT NULL, 
	capture_url TEXT NOT NULL, 
	text_from TEXT NOT NULL, 
	text_digest TEXT NOT NULL, 
	level TEXT NOT NULL, 
	hops TEXT NOT NULL, 
	first_seen_at TEXT NOT NULL, 
	last_seen_at TEXT NOT NULL, 
	CONSTRAINT pk_story_sightings PRIMARY KEY (story_id, feed_id, key_digest), 
	CONSTRAINT fk_story_sightings_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE story_topics (
	story_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	CONSTRAINT pk_story_topics PRIMARY KEY (story_id, position), 
	CONSTRAINT fk_story_topics_story_id FOREIGN KEY(story_id) REFERENCES stories (id), 
	CONSTRAINT fk_story_topics_topic FOREIGN KEY(topic) REFERENCES topics (slug), 
	CONSTRAINT uq_story_topics_story_id_topic UNIQUE (story_id, topic)
);
CREATE TABLE subscriptions (
	token TEXT NOT NULL, 
	feed_id TEXT NOT NULL, 
	secret TEXT NOT NULL, 
	hub TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	state TEXT NOT NULL, 
	words TEXT, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	added_at TEXT NOT NULL, 
	asked_at TEXT, 
	next_try_at TEXT, 
	live_at TEXT, 
	lease_until TEXT, 
	told INTEGER DEFAULT 0 NOT NULL, 
	told_at TEXT, 
	told_sum TEXT, 
	told_poll INTEGER, 
	due_at TEXT, 
	refused INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_subscriptions PRIMARY KEY (token), 
	CONSTRAINT ck_subscriptions_state CHECK (state IN ('asking', 'live', 'denied', 'leaving')), 
	CONSTRAINT fk_subscriptions_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id)
);
CREATE TABLE tombstones (
	story_id TEXT NOT NULL, 
	withdrawn_at TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_tombstones PRIMARY KEY (story_id, withdrawn_at), 
	CONSTRAINT fk_tombstones_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE topics (
	slug TEXT NOT NULL, 
	title TEXT NOT NULL, 
	CONSTRAINT pk_topics PRIMARY KEY (slug)
);
CREATE INDEX ix_feeds_next_poll_at ON feeds (next_poll_at);
CREATE INDEX ix_stories_pending ON stories (sort_at, id) WHERE change_seq > exported_seq;
CREATE INDEX ix_stories_publisher_id_sort_at ON stories (publisher_id, sort_at, id);
CREATE INDEX ix_stories_sort_at ON stories (sort_at, id);
CREATE INDEX ix_stories_state_sort_at ON stories (state, sort_at, id);
CREATE INDEX ix_commentary_story_id ON commentary (story_id, id);
CREATE INDEX ix_decisions_story_id ON decisions (story_id, id);
CREATE INDEX ix_entries_waiting ON entries (next_try_at, first_seen_at) WHERE state = 'waiting';
CREATE INDEX ix_identity_keys_story_id ON identity_keys (story_id);
CREATE INDEX ix_polls_feed_id_id ON polls (feed_id, id);
CREATE INDEX ix_reasons_story_id ON reasons (story_id, id);
CREATE TRIGGER decisions_UPDATE BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted'); END;
CREATE TRIGGER decisions_DELETE BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted'); END;
CREATE INDEX ix_subscriptions_feed_id ON subscriptions (feed_id);
CREATE INDEX ix_site_terms_good_until ON site_terms (good_until);
PRAGMA application_id = 2003399269;
