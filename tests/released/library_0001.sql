BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE article (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	collection VARCHAR(200) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	text TEXT NOT NULL, 
	paragraphs JSON NOT NULL, 
	headline TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	byline TEXT NOT NULL, 
	published DATETIME, 
	url TEXT NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	added DATETIME NOT NULL, 
	CONSTRAINT uq_article_collection UNIQUE (collection, digest)
);
INSERT INTO "article" VALUES(1,'shared','2013ac8cc24340ccbeaca56f7996c943c5cb57a858009b1bc932ad0459add843','ferry.txt','Council votes on the ferry

By Jane Roe

The council of Marsh and Lower Fen voted on Monday to buy a second ferry for 3 million crowns.

“The old ferry will stay until spring,” Mayor Ilse Brandt said.
','[[0, 26, "headline"], [28, 39, "byline"], [41, 135, "body"], [137, 200, "body"]]','Council votes on the ferry','','Jane Roe',NULL,'','en','2026-11-22 18:31:37.549571');
INSERT INTO "article" VALUES(2,'chat:7','06b72679eeef8588b149e2fbdd7f68d129f076fc6697967e80cd249c4d72f876','z','Council votes on the zeppelin

By Jane Roe

The council of Marsh and Lower Fen voted on Monday to buy a second zeppelin for 3 million crowns.

“The old zeppelin will stay until spring,” Mayor Ilse Brandt said.
','[[0, 29, "headline"], [31, 42, "byline"], [44, 141, "body"], [143, 209, "body"]]','Council votes on the zeppelin','','Jane Roe',NULL,'','en','2026-11-22 18:31:37.675788');
CREATE TABLE change (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article INTEGER NOT NULL, 
	added BOOLEAN NOT NULL
);
INSERT INTO "change" VALUES(1,1,1);
INSERT INTO "change" VALUES(2,2,1);
INSERT INTO "change" VALUES(3,3,1);
INSERT INTO "change" VALUES(4,3,0);
CREATE TABLE passage (
	article INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	paragraph INTEGER NOT NULL, 
	citable BOOLEAN NOT NULL, 
	terms TEXT NOT NULL, 
	CONSTRAINT pk_passage PRIMARY KEY (article, position), 
	CONSTRAINT fk_passage_article FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "passage" VALUES(1,0,0,26,1,0,'council vote ferri');
INSERT INTO "passage" VALUES(1,1,28,39,2,0,'jane roe');
INSERT INTO "passage" VALUES(1,2,41,135,3,1,'council marsh lower fen vote monday buy second ferri 3 million crown');
INSERT INTO "passage" VALUES(1,3,137,200,4,1,'old ferri stay spring mayor ils brandt say');
INSERT INTO "passage" VALUES(2,0,0,29,1,0,'council vote zeppelin');
INSERT INTO "passage" VALUES(2,1,31,42,2,0,'jane roe');
INSERT INTO "passage" VALUES(2,2,44,141,3,1,'council marsh lower fen vote monday buy second zeppelin 3 million crown');
INSERT INTO "passage" VALUES(2,3,143,209,4,1,'old zeppelin stay spring mayor ils brandt say');
CREATE TABLE profile (
	article INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	names JSON NOT NULL, 
	descriptions JSON NOT NULL, 
	CONSTRAINT pk_profile PRIMARY KEY (article, position), 
	CONSTRAINT fk_profile_article FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "profile" VALUES(1,0,'Ilse Brandt','person','[[183, 194]]','[[177, 182]]');
INSERT INTO "profile" VALUES(1,1,'Jane Roe','person','[[31, 39]]','[]');
INSERT INTO "profile" VALUES(2,0,'zeppelin','person','[[152, 160]]','[]');
INSERT INTO "profile" VALUES(2,1,'Ilse Brandt','person','[[192, 203]]','[[186, 191]]');
INSERT INTO "profile" VALUES(2,2,'Jane Roe','person','[[34, 42]]','[]');
CREATE TABLE statement (
	article INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	content JSON NOT NULL, 
	paragraph INTEGER NOT NULL, 
	cue JSON, 
	cue_class VARCHAR(32) NOT NULL, 
	speaker JSON, 
	speaker_name TEXT NOT NULL, 
	addressee JSON, 
	negated BOOLEAN NOT NULL, 
	CONSTRAINT pk_statement PRIMARY KEY (article, position), 
	CONSTRAINT fk_statement_article FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "statement" VALUES(1,0,'direct','[[137, 176]]',4,'[195, 199]','say','[177, 194]','Ilse Brandt','null',0);
INSERT INTO "statement" VALUES(2,0,'direct','[[143, 185]]',4,'[204, 208]','say','[186, 203]','Ilse Brandt','null',0);
CREATE INDEX ix_statement_speaker_name ON statement (speaker_name);
CREATE INDEX ix_profile_name ON profile (name);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('article',3);
INSERT INTO "sqlite_sequence" VALUES('change',4);
COMMIT;
