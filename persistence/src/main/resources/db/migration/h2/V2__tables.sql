-- What is not an entity.
CREATE TABLE account (
    id VARCHAR(64) PRIMARY KEY,
    name VARCHAR(200) NOT NULL UNIQUE,
    administrator BOOLEAN NOT NULL,
    disabled BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    password_hash VARCHAR(500)
);

CREATE TABLE session (
    id VARCHAR(64) PRIMARY KEY,
    kind VARCHAR(16) NOT NULL,
    account VARCHAR(64) NOT NULL,
    secret_hash VARCHAR(128) NOT NULL UNIQUE,
    label VARCHAR(1000) NOT NULL,
    scopes VARCHAR(4000) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX session_account ON session (account, created_at);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE agent (
    id VARCHAR(64) PRIMARY KEY,
    definition VARCHAR NOT NULL
);

-- Names of spaces, taken for ever.
CREATE TABLE space_name (
    name VARCHAR(200) PRIMARY KEY,
    space VARCHAR(64) NOT NULL
);

-- How far each projection has followed the journals, and what it could not follow.
CREATE TABLE projection_offset (
    name VARCHAR(64) PRIMARY KEY,
    ordering BIGINT NOT NULL
);

CREATE TABLE projection_failure (
    projection VARCHAR(64) NOT NULL,
    ordering BIGINT NOT NULL,
    persistence_id VARCHAR(255) NOT NULL,
    sequence_number BIGINT NOT NULL,
    failure VARCHAR(1000) NOT NULL,
    failed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (projection, ordering)
);

-- Projections: what the journals tell, arranged for readers.
CREATE TABLE space (
    id VARCHAR(64) PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    title VARCHAR(1000) NOT NULL,
    topic VARCHAR NOT NULL,
    hidden BOOLEAN NOT NULL,
    archived BOOLEAN NOT NULL,
    ordinal BIGINT NOT NULL,
    seq BIGINT NOT NULL
);
CREATE INDEX space_by_name ON space (name);

CREATE TABLE space_member (
    space VARCHAR(64) NOT NULL,
    member VARCHAR(64) NOT NULL,
    PRIMARY KEY (space, member)
);
CREATE INDEX space_member_spaces ON space_member (member);

CREATE TABLE open_turn (
    space VARCHAR(64) NOT NULL,
    turn VARCHAR(64) NOT NULL,
    PRIMARY KEY (space, turn)
);

-- changed: the place in the journal of the last event that changed the message, by which the search index follows.
CREATE TABLE message (
    space VARCHAR(64) NOT NULL,
    ordinal BIGINT NOT NULL,
    id VARCHAR(128) NOT NULL,
    changed BIGINT NOT NULL,
    body VARBINARY NOT NULL,
    PRIMARY KEY (space, ordinal)
);
CREATE UNIQUE INDEX message_by_id ON message (space, id);
CREATE INDEX message_changed ON message (changed);

-- Money in nano-dollars. A name of a call may come again once the ledger has forgotten it. A call counts at the time its hold was reserved, however late it is booked.
CREATE TABLE cost_call (
    call_id VARCHAR(255) NOT NULL,
    called_at TIMESTAMP WITH TIME ZONE NOT NULL,
    space VARCHAR(64) NOT NULL,
    turn VARCHAR(64) NOT NULL,
    agent VARCHAR(64) NOT NULL,
    payer VARCHAR(64),
    root VARCHAR(128) NOT NULL,
    cause VARCHAR(128) NOT NULL,
    model VARCHAR(255) NOT NULL,
    uncached_in BIGINT NOT NULL,
    cache_read BIGINT NOT NULL,
    cache_write BIGINT NOT NULL,
    text_out BIGINT NOT NULL,
    reasoning_out BIGINT NOT NULL,
    price_version VARCHAR(255) NOT NULL,
    held BIGINT NOT NULL,
    suspense BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    kind VARCHAR(16) NOT NULL,
    unpriced BOOLEAN NOT NULL,
    PRIMARY KEY (call_id, called_at)
);
CREATE INDEX cost_call_at ON cost_call (called_at, call_id);
CREATE INDEX cost_call_kind ON cost_call (kind);

-- Sums of booked calls by quarter of an hour, the largest span that ends with the day in every time zone.
CREATE TABLE cost_quarter (
    quarter TIMESTAMP WITH TIME ZONE NOT NULL,
    space VARCHAR(64) NOT NULL,
    agent VARCHAR(64) NOT NULL,
    payer VARCHAR(64) NOT NULL,
    model VARCHAR(255) NOT NULL,
    cost BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    estimated BIGINT NOT NULL,
    unpriced BIGINT NOT NULL,
    tokens_in BIGINT NOT NULL,
    tokens_out BIGINT NOT NULL,
    PRIMARY KEY (quarter, space, agent, payer, model)
);
