package parley.deploy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;

/** A part of the settings, read with errors that name the key and what it may be. */
record Section(String path, Config config) {

    String text(String key) {
        return read(key, "a text", Config::getString);
    }

    List<String> texts(String key) {
        return read(key, "a list of texts", Config::getStringList);
    }

    int number(String key, int least, int most) {
        var value = read(key, "a whole number from %d to %d".formatted(least, most), Config::getInt);
        return within(key, value, least, most, value);
    }

    double rate(String key) {
        var value = read(key, "a number above 0", Config::getDouble);
        if (value <= 0) {
            throw wrong(key, "a number above 0", value);
        }
        return value;
    }

    /** A size in bytes. */
    int bytes(String key, int least, int most) {
        var value = read(key, "a size, as in 64KiB", (config, at) -> config.getBytes(at));
        return within(key, value, least, most, value + " bytes").intValue();
    }

    Duration duration(String key, Duration least, Duration most) {
        var allowed = "a duration from %ds to %ds, as in 30s".formatted(least.toSeconds(), most.toSeconds());
        var value = read(key, allowed, Config::getDuration);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(key, allowed, value.toSeconds() + "s");
        }
        return value;
    }

    Section section(String key) {
        return new Section(path + "." + key, read(key, "a section { … }", Config::getConfig));
    }

    List<String> keys() {
        return config.root().keySet().stream().sorted().toList();
    }

    SettingsException wrong(String key, String allowed, Object found) {
        return new SettingsException("%s.%s must be %s, not %s".formatted(path, key, allowed, found));
    }

    private <N extends Number> N within(String key, N value, long least, long most, Object shown) {
        if (value.longValue() < least || value.longValue() > most) {
            throw wrong(key, "from %d to %d".formatted(least, most), shown);
        }
        return value;
    }

    private <T> T read(String key, String allowed, Getter<T> getter) {
        try {
            return getter.get(config, key);
        } catch (ConfigException e) {
            throw new SettingsException("%s.%s must be %s: %s".formatted(path, key, allowed, reason(e)));
        }
    }

    /** Without the place in the file, which names the default's place when the environment is wrong. */
    private static String reason(ConfigException e) {
        var message = e.getMessage();
        return message == null ? "unreadable" : message.replaceFirst("^(.*?: \\d+|hardcoded value): ", "");
    }

    private interface Getter<T> {
        T get(Config config, String key);
    }
}
