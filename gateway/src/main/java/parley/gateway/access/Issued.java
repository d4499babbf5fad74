package parley.gateway.access;

import parley.identity.Session;

/** A proof of identity just made, with its secret, which is shown this once. */
public record Issued(Session session, Secret secret) {}
