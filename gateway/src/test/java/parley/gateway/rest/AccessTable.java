package parley.gateway.rest;

import static java.util.Map.entry;

import java.util.Map;

/** Who is meant to use which endpoint: a second opinion, so that a slip in the routes is noticed. */
final class AccessTable {
    static final Map<String, Access> EXPECTED = Map.ofEntries(
            entry("GET /health/live", Access.ANYONE),
            entry("GET /health/ready", Access.ANYONE),
            entry("POST /v1/auth/login", Access.ANYONE),
            entry("POST /v1/auth/link", Access.ANYONE),
            entry("POST /v1/auth/logout", Access.SIGNED_IN),
            entry("GET /v1/me", Access.SIGNED_IN),
            entry("GET /v1/sessions", Access.SIGNED_IN),
            entry("DELETE /v1/sessions", Access.SIGNED_IN),
            entry("DELETE /v1/sessions/{session}", Access.SIGNED_IN),
            entry("POST /v1/rt/tickets", Access.SIGNED_IN),
            entry("POST /v1/rt/streams", Access.SIGNED_IN),
            entry("GET /v1/rt/streams/{stream}", Access.SIGNED_IN),
            entry("POST /v1/rt/streams/{stream}", Access.SIGNED_IN),
            entry("GET /v1/tokens", Access.SIGNED_IN),
            entry("POST /v1/tokens", Access.SIGNED_IN),
            entry("DELETE /v1/tokens/{token}", Access.SIGNED_IN),
            entry("GET /v1/users", Access.ADMINISTRATOR),
            entry("POST /v1/users", Access.ADMINISTRATOR),
            entry("PATCH /v1/users/{user}", Access.ADMINISTRATOR),
            entry("GET /v1/spaces", Access.SIGNED_IN),
            entry("POST /v1/spaces", Access.SIGNED_IN),
            entry("GET /v1/spaces/{space}", Access.ACQUAINTED),
            entry("PATCH /v1/spaces/{space}", Access.ACQUAINTED),
            entry("POST /v1/spaces/{space}/members", Access.DECIDED_BY_SPACE),
            entry("DELETE /v1/spaces/{space}/members/{member}", Access.DECIDED_BY_SPACE),
            entry("GET /v1/spaces/{space}/messages", Access.MEMBER),
            entry("PUT /v1/spaces/{space}/messages/{key}", Access.DECIDED_BY_SPACE),
            entry("PATCH /v1/spaces/{space}/messages/{message}", Access.DECIDED_BY_SPACE),
            entry("DELETE /v1/spaces/{space}/messages/{message}", Access.DECIDED_BY_SPACE),
            entry("PUT /v1/spaces/{space}/messages/{message}/reactions/{emoji}", Access.DECIDED_BY_SPACE),
            entry("DELETE /v1/spaces/{space}/messages/{message}/reactions/{emoji}", Access.DECIDED_BY_SPACE),
            entry("GET /v1/spaces/{space}/events", Access.MEMBER),
            entry("GET /v1/spaces/{space}/snapshot", Access.MEMBER),
            entry("GET /v1/spaces/{space}/stream", Access.MEMBER),
            entry("GET /v1/spaces/{space}/spending", Access.MEMBER),
            entry("POST /v1/spaces/{space}/turns/{turn}/cancel", Access.DECIDED_BY_SPACE),
            entry("GET /v1/spaces/{space}/turns/{turn}/draft", Access.MEMBER),
            entry("GET /v1/spaces/{space}/read", Access.MEMBER),
            entry("PUT /v1/spaces/{space}/read", Access.MEMBER),
            entry("GET /v1/search", Access.SIGNED_IN),
            entry("GET /v1/agents", Access.SIGNED_IN),
            entry("POST /v1/agents", Access.ADMINISTRATOR),
            entry("GET /v1/agents/{agent}", Access.SIGNED_IN),
            entry("PATCH /v1/agents/{agent}", Access.ADMINISTRATOR),
            entry("DELETE /v1/agents/{agent}", Access.ADMINISTRATOR),
            entry("GET /v1/budgets", Access.ADMINISTRATOR),
            entry("GET /v1/budgets/{account}", Access.ADMINISTRATOR),
            entry("PUT /v1/budgets/{account}", Access.ADMINISTRATOR),
            entry("DELETE /v1/budgets/{account}", Access.ADMINISTRATOR),
            entry("GET /v1/costs/summary", Access.ADMINISTRATOR),
            entry("GET /v1/costs/series", Access.ADMINISTRATOR),
            entry("GET /v1/costs/calls", Access.ADMINISTRATOR),
            entry("GET /v1/prices", Access.ADMINISTRATOR));

    private AccessTable() {}
}
