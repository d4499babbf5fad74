-- Who has read what. Messages and members are made again from the journals, with what is counted by.
DELETE FROM message;
ALTER TABLE message ADD COLUMN seq BIGINT NOT NULL;
ALTER TABLE message ADD COLUMN author VARCHAR(64) NOT NULL;
CREATE INDEX message_unread ON message (space, seq, author);

CREATE TABLE mention (
    space VARCHAR(64) NOT NULL,
    member VARCHAR(64) NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (space, member, seq)
);

DELETE FROM space;
DELETE FROM space_member;
-- joined: the place in the space's log of the event that made the member one.
ALTER TABLE space_member ADD COLUMN joined BIGINT NOT NULL;

CREATE TABLE read_marker (
    member VARCHAR(64) NOT NULL,
    space VARCHAR(64) NOT NULL,
    up_to BIGINT NOT NULL,
    PRIMARY KEY (member, space)
);

UPDATE projection_offset SET ordering = 0 WHERE name IN ('messages', 'spaces');
