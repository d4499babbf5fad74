package parley.persistence.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import parley.agent.model.ModelId;
import parley.agent.run.Call;
import parley.agent.run.Progress;
import parley.ledger.AccountId;
import parley.ledger.CallId;
import parley.money.Usd;
import parley.presence.Activity;
import parley.space.Heads;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceId;
import parley.space.TurnId;
import parley.space.floor.TurnPolicy;

/** The stored form of the words of the domain: ids as text, money as nano-dollars, time as nanoseconds. */
final class DomainModule extends SimpleModule {

    DomainModule() {
        super("parley-domain");
        text(SpaceId.class, SpaceId::value, SpaceId::new);
        text(MemberId.class, MemberId::value, MemberId::new);
        text(MessageId.class, MessageId::value, MessageId::new);
        text(TurnId.class, TurnId::value, TurnId::new);
        text(CallId.class, CallId::value, CallId::new);
        text(AccountId.class, AccountId::value, AccountId::new);
        text(ModelId.class, ModelId::toString, ModelId::parse);
        number(Usd.class, Usd::nano, Usd::new);
        addSerializer(Instant.class, new Nanos.Writer<>(Instant.class, Instant::getEpochSecond, Instant::getNano));
        addDeserializer(Instant.class, new Nanos.Reader<>(Instant.class, Instant::ofEpochSecond, Instant::parse));
        addSerializer(Duration.class, new Nanos.Writer<>(Duration.class, Duration::getSeconds, Duration::getNano));
        addDeserializer(Duration.class, new Nanos.Reader<>(Duration.class, Duration::ofSeconds, Duration::parse));
        addSerializer(Heads.class, new HeadsForm.Writer());
        addDeserializer(Heads.class, new HeadsForm.Reader());
        variants(Activity.class, SpaceVocabulary.ACTIVITIES);
        variants(TurnPolicy.class, SpaceVocabulary.POLICIES);
        variants(Progress.class, RunVocabulary.PROGRESS);
        variants(Call.End.class, RunVocabulary.ENDS);
    }

    private <T> void text(Class<T> type, Function<T, String> value, Function<String, T> of) {
        addSerializer(type, new Scalars.Writer<>(type, (to, thing) -> to.writeString(value.apply(thing))));
        addDeserializer(type, new Scalars.Reader<>(type, from -> of.apply(from.getText())));
        addKeySerializer(type, new Scalars.Writer<>(type, (to, thing) -> to.writeFieldName(value.apply(thing))));
        addKeyDeserializer(type, new Scalars.KeyReader(of));
    }

    private <T> void number(Class<T> type, ToLongFunction<T> value, LongFunction<T> of) {
        addSerializer(type, new Scalars.Writer<>(type, (to, thing) -> to.writeNumber(value.applyAsLong(thing))));
        addDeserializer(type, new Scalars.Reader<>(type, from -> of.apply(from.getLongValue())));
    }

    /** A sealed type inside a record: which of its records it is, stands in a field of its own. */
    private void variants(Class<?> type, Vocabulary names) {
        setMixInAnnotation(type, Variant.class);
        names.types().forEach((name, variant) -> registerSubtypes(new NamedType(variant, name)));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface Variant {}
}
