BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat BIGINT NOT NULL, 
	asked BIGINT NOT NULL, 
	asker BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	question TEXT NOT NULL, 
	speaker TEXT NOT NULL, 
	citations JSON NOT NULL, 
	conversation JSON NOT NULL, 
	given FLOAT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT uq_answer_chat UNIQUE (chat, asked)
);
INSERT INTO "answer" VALUES(1,7,5,7,0,'What did Ilse Brandt say?','Ilse Brandt','[{"article": 1, "paragraph": 4, "start": 137, "end": 176}]','{"asked": "said", "people": ["Ilse Brandt"], "person": "Ilse Brandt", "topic": "", "cited": [[1, 137, 176]]}',1.79537229825233459476e+09,'<b>Ilse Brandt</b>');
CREATE TABLE chat (
	id BIGINT NOT NULL, 
	closed TEXT NOT NULL, 
	settings JSON NOT NULL, 
	CONSTRAINT pk_chat PRIMARY KEY (id)
);
INSERT INTO "chat" VALUES(7,'','{"focus": [2], "focused": 1.0, "told": 2.0}');
INSERT INTO "chat" VALUES(8,'Forbidden: bot was blocked by the user','{}');
CREATE TABLE feedback (
	answer INTEGER NOT NULL, 
	user BIGINT NOT NULL, 
	value INTEGER NOT NULL, 
	given FLOAT NOT NULL, 
	CONSTRAINT pk_feedback PRIMARY KEY (answer, user), 
	CONSTRAINT fk_feedback_answer FOREIGN KEY(answer) REFERENCES answer (id) ON DELETE CASCADE
);
INSERT INTO "feedback" VALUES(1,7,1,1.79537229828212976457e+09);
CREATE TABLE inbox (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	bot BIGINT NOT NULL, 
	update_id BIGINT NOT NULL, 
	payload TEXT NOT NULL, 
	received FLOAT NOT NULL, 
	tries INTEGER NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	settled FLOAT, 
	CONSTRAINT uq_inbox_bot UNIQUE (bot, update_id)
);
INSERT INTO "inbox" VALUES(1,7000000001,100001,'{"update_id": 100001}',1.79537229831848120691e+09,0,'waiting',NULL);
INSERT INTO "inbox" VALUES(2,7000000001,100002,'',1.79537229833064222337e+09,0,'done',1.79537229834549880028e+09);
CREATE TABLE note (
	name VARCHAR(100) NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (name)
);
INSERT INTO "note" VALUES('presence','[]');
CREATE TABLE part (
	inbox INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	message BIGINT NOT NULL, 
	CONSTRAINT pk_part PRIMARY KEY (inbox, number), 
	CONSTRAINT fk_part_inbox FOREIGN KEY(inbox) REFERENCES inbox (id) ON DELETE CASCADE
);
INSERT INTO "part" VALUES(1,0,6);
CREATE TABLE shown (
	chat BIGINT NOT NULL, 
	message BIGINT NOT NULL, 
	answer INTEGER NOT NULL, 
	CONSTRAINT pk_shown PRIMARY KEY (chat, message), 
	CONSTRAINT fk_shown_answer FOREIGN KEY(answer) REFERENCES answer (id) ON DELETE CASCADE
);
INSERT INTO "shown" VALUES(7,6,1);
CREATE INDEX ix_inbox_state ON inbox (state);
CREATE INDEX ix_answer_given ON answer (given);
CREATE INDEX ix_shown_answer ON shown (answer);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('answer',1);
INSERT INTO "sqlite_sequence" VALUES('inbox',2);
COMMIT;
