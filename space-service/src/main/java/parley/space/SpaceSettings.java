package parley.space;

import parley.space.floor.FloorSettings;

/**
 * What an owner can change about a space.
 *
 * @param name unique among spaces: lower case letters, digits and {@code -}
 * @param topic may be empty
 * @param hidden true where only members know of it
 */
public record SpaceSettings(String name, String title, String topic, boolean hidden, FloorSettings floor) {}
