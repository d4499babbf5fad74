package parley.system;

import java.util.Map;

/** The embedded database survives the plug being pulled. */
class CrashOnH2IT extends CrashContract {

    @Override
    Map<String, String> store() {
        return Map.of();
    }
}
