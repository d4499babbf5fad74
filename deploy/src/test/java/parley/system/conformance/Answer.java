package parley.system.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a command came to.
 *
 * @param body what was done, or the problem
 */
record Answer(boolean done, JsonNode body) {

    String code() {
        return body.path("code").asText();
    }

    long seq() {
        return body.path("seq").asLong();
    }
}
