package parley.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.gateway.access.LimitSettings;

/** What is not configured is closed: no port for strangers, no secret that everybody knows. */
class DefaultsTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final Config defaults = ConfigFactory.load();

    @Test
    @Tag("W34")
    void onlyThisMachineReachesANodeUntilItIsToldOtherwise() {
        assertThat(defaults.getString("parley.host")).isEqualTo(LOOPBACK);
        assertThat(defaults.getString("pekko.remote.artery.canonical.hostname")).isEqualTo(LOOPBACK);
        assertThat(defaults.getString("pekko.remote.artery.bind.hostname")).isEmpty();
        assertThat(defaults.getBoolean("pekko.actor.allow-java-serialization")).isFalse();
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void whatNobodyAsksStopsAfterTwoMinutes() {
        var passivation = defaults.getConfig("pekko.cluster.sharding.passivation");

        var strategy = passivation.getConfig(passivation.getString("strategy"));
        assertThat(strategy.getDuration("idle-entity.timeout")).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aBusyNodeServesWhomItAcceptedLateAndDoesNotResetThem() {
        assertThat(defaults.getDuration("pekko.io.tcp.register-timeout")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    @Tag("T8")
    void theLimitsAreThoseThatTheCodeNames() {
        var settings = Settings.from(Sources.read(_ -> ""));

        assertThat(settings.limits()).isEqualTo(LimitSettings.DEFAULT);
    }

    @Test
    @Tag("W35")
    void noSecretHasADefault() {
        var filled = new ArrayList<String>();
        for (var setting : defaults.getConfig("parley").entrySet()) {
            var secret = setting.getKey().matches(".*(password|api-key|secret|token)");
            if (secret && !setting.getValue().unwrapped().equals("")) {
                filled.add(setting.getKey());
            }
        }

        assertThat(filled).isEmpty();
        var environment = Map.of("PARLEY_ADMIN_PASSWORD", "correct horse battery");
        var settings = Settings.from(Sources.read(name -> environment.getOrDefault(name, "")));
        assertThat(settings.adminPassword()).contains("correct horse battery");
    }

    @Test
    @Tag("G9")
    void aNodeOfTheClusterIsNamedByHostAndPort() {
        var environment = Map.of("PARLEY_CLUSTER_SEEDS", "10.0.0.1:7100, 10.0.0.2");
        var config = Sources.read(name -> environment.getOrDefault(name, ""));

        assertThatThrownBy(() -> Settings.from(config))
                .hasMessage("parley.cluster.seeds must be a list of host:port, not \"10.0.0.2\"");
    }

    @Test
    void theFirstAdministratorsPasswordHasTheLengthOfEverybodys() {
        var environment = Map.of("PARLEY_ADMIN_PASSWORD", "x".repeat(11));
        var config = Sources.read(name -> environment.getOrDefault(name, ""));

        assertThatThrownBy(() -> Settings.from(config))
                .hasMessage("parley.admin-password must be 12 to 256 characters, not 11");
    }

    @Test
    @Tag("W35")
    void noOtherOriginMayConnectByDefault() {
        assertThat(defaults.getStringList("parley.origins")).isEqualTo(List.of());
    }
}
