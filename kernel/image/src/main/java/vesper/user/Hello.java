package vesper.user;

import vesper.metal.Entry;

/** Says hello the one way there is so far: it pings the kernel. */
public final class Hello {
    private Hello() {}

    @Entry
    static int main() {
        return SystemCall.ping() < 0 ? 1 : 0;
    }
}
