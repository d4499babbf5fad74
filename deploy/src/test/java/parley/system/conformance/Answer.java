package parley.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** It came to nothing, and the problem says all that a problem has to say. */
    void assertRefused(int status, String code) {
        assertThat(done).isFalse();
        assertThat(code()).isEqualTo(code);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("type").asText()).isEqualTo("/problems/" + code.replace('_', '-'));
        assertThat(body.path("title").asText()).isNotEmpty();
        assertThat(body.path("detail").asText()).isNotEmpty();
        assertThat(body.path("retryable").isBoolean()).isTrue();
    }
}
