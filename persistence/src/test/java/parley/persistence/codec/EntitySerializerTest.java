package parley.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.util.Collection;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.entity.Outcome;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage;
import parley.entity.actor.EntityMessage.Watched;
import parley.presence.Activity;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.TurnId;
import parley.space.actor.HubNews;

/** What is said to an entity means the same on whichever node it runs. */
@Tag("G5")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntitySerializerTest {

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseResources("journal.conf").withFallback(ConfigFactory.load()));
    private final Serialization serialization = SerializationExtension.get(Adapter.toClassic(kit.system()));
    private final ActorRef<Object> caller = kit.<Object>createTestProbe().ref();

    static Collection<Class<?>> activities() {
        return SpaceVocabulary.ACTIVITIES.types().values();
    }

    static Collection<Class<?>> types() {
        return PassedFormat.types().values();
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyCommandAndEveryReplyArrivesAsItWasSent(Class<?> type) throws NotSerializableException {
        for (var thing : List.of(Samples.full(type), Samples.bare(type))) {
            if (thing instanceof HubNews) {
                arrives(thing);
            } else {
                arrives(new EntityMessage.Tell<>(thing, caller.narrow()));
                arrives(new Outcome.Answered<>(thing));
            }
        }
    }

    @Test
    void whatIsAskedAndAnsweredWithoutWordsOfItsOwnArrivesToo() throws NotSerializableException {
        arrives(new EntityMessage.Read<>(caller.narrow()));
        arrives(new EntityMessage.Watch<>(caller.narrow()));
        arrives(new EntityMessage.Unwatch<>(caller.narrow()));
        arrives(new EntityMessage.Stop<>());
        arrives(new Outcome.Overloaded<>());
        arrives(new Outcome.Unavailable<>());
        arrives(new Watched.Head<>(7));
        arrives(new Watched.Stopped<>());
    }

    @Test
    void aWatcherElsewhereHearsTheStateAndEveryEvent() throws NotSerializableException {
        var state = (Space) Samples.full(Space.class);
        var event = (SpaceEvent) Samples.full(SpaceEvent.MessagePosted.class);

        arrives(new Outcome.Answered<>(state));
        arrives(new Watched.Current<>(state));
        arrives(new Watched.Committed<>(List.of(new Stored<>(8, event), new Stored<>(9, event))));
    }

    @ParameterizedTest
    @MethodSource("activities")
    void whatHubsTellEachOtherArrivesAsItWasTold(Class<?> activity) throws NotSerializableException {
        var does = (Activity) Samples.full(activity);

        arrives(new HubNews.Does("node", new SpaceId("sp_a"), new TurnId("t_1"), does));
    }

    @Test
    void aKindOfMessageFromAnotherVersionIsRefusedByItsName() {
        var serializer = serialization.serializerByIdentity().apply(EntitySerializer.IDENTIFIER);

        assertThatThrownBy(() -> ((EntitySerializer) serializer).fromBinary(new byte[] {(byte) 0xa0}, "whisper"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage("whisper cannot be read: this version of the program knows no such message");
    }

    /** With the serializer that the configuration names for it. */
    private void arrives(Object message) throws NotSerializableException {
        var serializer = (SerializerWithStringManifest) serialization.findSerializerFor(message);

        var arrived = serializer.fromBinary(serializer.toBinary(message), Serializers.manifestFor(serializer, message));

        assertThat(arrived).isEqualTo(message);
    }
}
