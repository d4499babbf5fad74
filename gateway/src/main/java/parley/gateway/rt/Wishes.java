package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import parley.gateway.rt.Frame.Known;
import parley.gateway.rt.Frame.Wish;
import parley.space.Space;
import parley.space.actor.HubMessage.Place;

/** Reads who calls, and what they want to follow. */
final class Wishes {

    private static final String KNOWN = "\"eph\" maps models to [incarnation, version]";
    private static final int DEVICE_MAX = 64;
    private static final int CLIENT_MAX = 32;

    private Wishes() {}

    static Frame hello(JsonNode frame) throws Fields.Wrong {
        var wishes = new ArrayList<Wish>();
        for (var wish : Fields.list(frame, "subs", "subscriptions")) {
            wishes.add(wish(wish));
        }
        return new Frame.Hello((int) Fields.number(frame, "v"), visitor(frame), wishes);
    }

    private static Frame.Visitor visitor(JsonNode frame) throws Fields.Wrong {
        var client = frame.path("client");
        if (!client.isMissingNode() && !client.isObject()) {
            throw new Fields.Wrong("\"client\" is an object with \"name\" and \"version\"");
        }
        return new Frame.Visitor(
                Fields.name(frame, "device", DEVICE_MAX),
                Fields.name(client, "name", CLIENT_MAX),
                Fields.flag(frame, "active", true));
    }

    static Wish wish(JsonNode frame) throws Fields.Wrong {
        var space = Fields.followed(frame);
        long tail = frame.has("tail") ? Fields.natural(frame, "tail") : Space.RECENT;
        boolean resumes = frame.hasNonNull("seq") && frame.hasNonNull("epoch");
        return new Wish(
                space,
                resumes ? place(frame) : null,
                Math.clamp(tail, 0, Space.RECENT),
                Fields.flag(frame, "own", true),
                known(frame.path("eph")));
    }

    private static Place place(JsonNode frame) throws Fields.Wrong {
        return new Place(Fields.given(Fields.text(frame, "epoch"), "\"epoch\""), Fields.natural(frame, "seq"));
    }

    /** Models that are not known are passed over, as a later version may have others. */
    private static Map<Model, Known> known(JsonNode models) throws Fields.Wrong {
        if (!models.isMissingNode() && !models.isObject()) {
            throw new Fields.Wrong(KNOWN);
        }
        var known = new EnumMap<Model, Known>(Model.class);
        for (var model : models.properties()) {
            var place = model.getValue();
            if (!place.path(0).isTextual() || !place.path(1).isIntegralNumber()) {
                throw new Fields.Wrong(KNOWN);
            }
            var incarnation = Fields.given(place.get(0).textValue(), "an incarnation in \"eph\"");
            Model.named(model.getKey())
                    .ifPresent(named ->
                            known.put(named, new Known(incarnation, place.get(1).longValue())));
        }
        return known;
    }

    static Frame again(JsonNode frame) throws Fields.Wrong {
        var models = EnumSet.noneOf(Model.class);
        for (var name : Fields.list(frame, "only", Model.KNOWN)) {
            models.add(Model.named(name.asText()).orElseThrow(() -> new Fields.Wrong("\"only\" names " + Model.KNOWN)));
        }
        if (models.isEmpty()) {
            throw new Fields.Wrong("\"only\" names " + Model.KNOWN);
        }
        return new Frame.Again(Fields.space(frame), models);
    }
}
