package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.rest.TestGateway.Person;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.SpaceCommand;
import parley.space.SpaceId;

/** A log shows its reader what happened while they were a member, however closely they were watching. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogTest {

    private final TestGateway gateway = new TestGateway();
    private final Person ada = gateway.person("ada", false);
    private final Person bob = gateway.person("bob", false);

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    @Tag("S8")
    void whoIsPutOutWhileTheyAskIsToldNothingOfWhatFollows() {
        var path = gateway.space(ada, "watched", true);
        gateway.join(path, ada, bob);
        gateway.post(path, ada, "for all of us");
        var before = gateway.send("GET", path + "/events", null, bob).body();
        var space = new SpaceId(path.substring(path.lastIndexOf('/') + 1));
        gateway.spaces.meanwhile(() -> putOutAndGoOn(space));

        var meanwhile = gateway.send("GET", path + "/events", null, bob).body();

        gateway.spaces.meanwhile(() -> {});
        assertThat(gateway.send("GET", path + "/events", null, ada).body().path("head"))
                .isNotEqualTo(before.path("head"));
        assertThat(meanwhile).isEqualTo(before);
    }

    private void putOutAndGoOn(SpaceId space) {
        var owner = new Caller(new MemberId(ada.id()), MemberKind.HUMAN, false);
        gateway.spaces.send(space, new SpaceCommand.Leave(new MemberId(bob.id()), owner));
        gateway.spaces.send(space, new SpaceCommand.Post(owner, Ulids.next(), "about Bob", List.of(), null, null));
    }
}
