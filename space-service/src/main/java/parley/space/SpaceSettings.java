package parley.space;

import java.util.Optional;
import java.util.regex.Pattern;
import parley.space.floor.FloorSettings;

/**
 * What an owner can change about a space.
 *
 * @param name unique among spaces: lower case letters, digits and {@code -}
 * @param topic may be empty
 * @param hidden true where only members know of it
 */
public record SpaceSettings(String name, String title, String topic, boolean hidden, FloorSettings floor) {

    /** Before a space has any. */
    public static final SpaceSettings NONE = new SpaceSettings("", "", "", true, FloorSettings.DEFAULT);

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9][a-z0-9-]{0," + (SpaceLimits.NAME_CHARACTERS - 1) + "}");

    /** What is wrong and what is allowed; empty where nothing is. */
    public Optional<String> problem() {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("A name is 1 to %d lower case letters, digits or '-', and begins with a letter or digit."
                    .formatted(SpaceLimits.NAME_CHARACTERS));
        }
        if (title.isBlank() || title.length() > SpaceLimits.TITLE_CHARACTERS) {
            return Optional.of("A title has 1 to %d characters.".formatted(SpaceLimits.TITLE_CHARACTERS));
        }
        if (topic.length() > SpaceLimits.TOPIC_CHARACTERS) {
            return Optional.of("A topic has at most %d characters.".formatted(SpaceLimits.TOPIC_CHARACTERS));
        }
        if (!Text.storable(title) || !Text.storable(topic)) {
            return Optional.of(Text.UNSTORABLE);
        }
        return floor.problem();
    }
}
