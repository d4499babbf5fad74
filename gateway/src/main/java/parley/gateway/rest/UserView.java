package parley.gateway.rest;

import parley.identity.User;

/** A person as clients see them. */
record UserView(String id, String name, boolean administrator, boolean disabled, long createdAt) {
    static UserView of(User user) {
        return new UserView(
                user.id().value(),
                user.name(),
                user.administrator(),
                user.disabled(),
                user.createdAt().toEpochMilli());
    }
}
