package parley.space.actor;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.presence.Sighting;
import parley.space.MemberId;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.Readers;

/** When people were last seen, as it outlives the hubs. */
interface Sightings {

    /** When a person was last seen; nothing where that is not known, or not to be learned now. Never fails. */
    CompletionStage<Optional<Instant>> find(MemberId person);

    /** Keeps what is worth keeping; what is lost here is kept with the next one. */
    void keep(Sighting sighting);

    /** Sightings in everybody's own log. */
    static Sightings in(Readers readers) {
        return new Sightings() {
            @Override
            public CompletionStage<Optional<Instant>> find(MemberId person) {
                return readers.read(person)
                        .thenApply(outcome -> outcome instanceof Outcome.Answered<Reader>(var reader)
                                ? Optional.ofNullable(reader.lastSeen())
                                : Optional.empty());
            }

            @Override
            public void keep(Sighting sighting) {
                var _ = readers.send(sighting.person(), new ReaderCommand.See(sighting.lastSeen()));
            }
        };
    }
}
