package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import parley.entity.Stored;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.ReaderEncoder;
import parley.space.actor.ReaderHubs;
import parley.space.actor.Update;
import parley.space.actor.UpdateEncoder;
import parley.space.reader.Reader;
import parley.space.reader.Reader.Marker;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderEvent.DraftCleared;
import parley.space.reader.ReaderEvent.DraftSet;
import parley.space.reader.ReaderEvent.MarkedRead;
import parley.space.reader.ReaderEvent.MarkedUnread;
import parley.space.reader.ReaderEvent.Seen;
import parley.space.reader.ReaderEvent.SpaceMuted;
import parley.space.reader.ReaderEvent.SpaceUnmuted;

/** One's own log as one's devices read it: read markers, drafts and muted spaces. */
public final class WireReading implements ReaderEncoder {

    /** Spaces in one part of a snapshot; a space takes about a hundred bytes. */
    private static final int GROUP = 500;

    private final UpdateEncoder notices = new WireEvents();

    @Override
    public Update encode(MemberId person, Stored<ReaderEvent> stored) {
        var event = stored.event();
        if (event instanceof Seen) {
            return notices.skip(ReaderHubs.ME, stored.seq());
        }
        return new Update(stored.seq(), null, Wire.line(json -> {
            json.writeStringField("op", "ev");
            json.writeStringField("space", ReaderHubs.ME.value());
            json.writeNumberField("seq", stored.seq());
            json.writeNumberField("ts", event.at().toEpochMilli());
            json.writeStringField("type", type(event));
            json.writeStringField("actor", person.value());
            json.writeStringField("causedBy", person.value());
            json.writeNumberField("hop", 0);
            Wire.object(json, "data", data -> data(data, event));
        }));
    }

    private static String type(ReaderEvent event) {
        return switch (event) {
            case MarkedRead _ -> "read.set";
            case MarkedUnread _ -> "read.unset";
            case DraftSet _ -> "draft.set";
            case DraftCleared _ -> "draft.cleared";
            case SpaceMuted _ -> "space.muted";
            case SpaceUnmuted _ -> "space.unmuted";
            case Seen _ -> "person.seen";
        };
    }

    private static void data(JsonGenerator json, ReaderEvent event) throws IOException {
        switch (event) {
            case MarkedRead(var space, var upTo, var _) -> {
                Wire.id(json, "space", space);
                json.writeNumberField("upTo", upTo);
            }
            case MarkedUnread(var space, var upTo, var revision, var _) -> {
                Wire.id(json, "space", space);
                json.writeNumberField("upTo", upTo);
                json.writeNumberField("rev", revision);
            }
            case DraftSet(var space, var text, var _) -> {
                Wire.id(json, "space", space);
                json.writeStringField("text", text);
            }
            case DraftCleared(var space, var _) -> Wire.id(json, "space", space);
            case SpaceMuted(var space, var _) -> Wire.id(json, "space", space);
            case SpaceUnmuted(var space, var _) -> Wire.id(json, "space", space);
            case Seen _ -> {}
        }
    }

    /** The lines of a snapshot, none of which is much larger than a frame: what is read or muted, then each draft. */
    static List<byte[]> snapshot(Reader reader) {
        var data = new ArrayList<Wire.Fields>();
        data.add(json -> json.writeNumberField("rev", reader.revision()));
        groups(reader.markers().entrySet()).forEach(group -> data.add(json -> markers(json, group)));
        groups(reader.muted()).forEach(group -> data.add(json -> Wire.ids(json, "muted", group)));
        reader.drafts().forEach((space, text) -> data.add(json -> draft(json, space, text)));
        var lines = new ArrayList<byte[]>();
        for (var fields : data) {
            lines.add(part(reader, lines.size() + 1, data.size(), fields));
        }
        return lines;
    }

    private static <T> List<List<T>> groups(Collection<T> entries) {
        var all = List.copyOf(entries);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + GROUP)
                .mapToObj(from -> all.subList(from, Math.min(from + GROUP, all.size())))
                .toList();
    }

    private static byte[] part(Reader reader, int part, int of, Wire.Fields data) {
        return Wire.line(json -> {
            json.writeStringField("op", "snap");
            json.writeStringField("space", ReaderHubs.ME.value());
            json.writeNumberField("part", part);
            json.writeNumberField("of", of);
            json.writeNumberField("at", reader.seq());
            Wire.object(json, "data", data);
        });
    }

    private static void markers(JsonGenerator json, List<Map.Entry<SpaceId, Marker>> markers) throws IOException {
        Wire.objects(json, "read", markers, (one, marker) -> {
            Wire.id(one, "space", marker.getKey());
            one.writeNumberField("upTo", marker.getValue().upTo());
            one.writeNumberField("rev", marker.getValue().revision());
        });
    }

    private static void draft(JsonGenerator json, SpaceId space, String text) throws IOException {
        Wire.objects(json, "drafts", List.of(text), (one, draft) -> {
            Wire.id(one, "space", space);
            one.writeStringField("text", draft);
        });
    }
}
