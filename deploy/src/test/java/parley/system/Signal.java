package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What a process can be told from outside. */
enum Signal {
    STOP,
    CONT;

    void to(long process) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", "-" + name(), Long.toString(process)).start();
        assertThat(sent.waitFor()).isZero();
    }
}
