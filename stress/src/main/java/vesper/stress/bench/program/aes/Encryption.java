package vesper.stress.bench.program.aes;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/**
 * A round encrypts a text and decrypts it again, with a key of each of the three lengths in turn: in the modes that chain
 * blocks, in GCM, or both by tables and by the plain cipher, which must agree.
 */
public final class Encryption extends Apart {
    private static final int LENGTH = 21;
    private static final int HEADER = 18;
    private static final int KEY = 32;
    private static final Encryption[] HARTS = {new Encryption(), new Encryption(), new Encryption(), new Encryption()};

    private final Key key = new Key();
    private final Plain plain = new Plain();
    private final Modes modes = new Modes();
    private final Gcm gcm = new Gcm();
    private final byte[] secret = bytes(KEY);
    private final byte[] vector = bytes(Modes.BLOCK);
    private final byte[] text = bytes(LENGTH + Modes.BLOCK);
    private final byte[] copy = bytes(LENGTH + Modes.BLOCK);
    private long random;

    private Encryption() {}

    @Entry("fill")
    static void fill(long hart) {
        HARTS[(int) hart].random = 2;
    }

    @Entry("lap")
    static long lap(long rounds, long hart) {
        long sum = 0;
        for (long i = 0; i < rounds; i++) {
            sum = sum * 31 + HARTS[(int) hart].round(i);
        }
        return sum;
    }

    private void randomize(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            bytes[i] = (byte) (random >> 56);
        }
    }

    private long round(long number) {
        randomize(secret, KEY);
        randomize(vector, Modes.BLOCK);
        randomize(text, LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            copy[i] = text[i];
        }
        int words = 4 + 2 * (int) (number % 3);
        key.set(secret, words);
        return switch ((int) number & 7) {
            case 0, 4 -> bothCiphers(words);
            case 1, 5 -> galois();
            default -> chained();
        };
    }

    private long bothCiphers(int words) {
        plain.set(secret, words);
        key.encrypt(text, 0, text, 0);
        plain.encrypt(copy, 0, copy, 0);
        compare();
        long sum = Bytes.dword(text, 0);
        plain.decrypt(text, 0, text, 0);
        key.decrypt(copy, 0, copy, 0);
        compare();
        return sum;
    }

    private void compare() {
        for (int i = 0; i < LENGTH; i++) {
            if (text[i] != copy[i]) {
                throw new IllegalStateException("the text has changed");
            }
        }
    }

    private long chained() {
        int padded = modes.encryptCbc(key, vector, text, LENGTH);
        long sum = Bytes.fold(0, text, 0, padded);
        if (modes.decryptCbc(key, vector, text, padded) != LENGTH) {
            throw new IllegalStateException("the padding is lost");
        }
        compare();
        modes.counter(key, vector, text, LENGTH);
        sum = Bytes.fold(sum, text, 0, LENGTH);
        modes.counter(key, vector, text, LENGTH);
        compare();
        modes.encryptCfb(key, vector, text, LENGTH);
        sum = Bytes.fold(sum, text, 0, LENGTH);
        modes.decryptCfb(key, vector, text, LENGTH);
        compare();
        modes.ofb(key, vector, text, LENGTH);
        sum = Bytes.fold(sum, text, 0, LENGTH);
        modes.ofb(key, vector, text, LENGTH);
        compare();
        return sum ^ modes.cmac(key, text, LENGTH);
    }

    private long galois() {
        long tag = gcm.encrypt(key, vector, secret, HEADER, text, LENGTH);
        long sum = Bytes.fold(tag, text, 0, LENGTH);
        if (gcm.decrypt(key, vector, secret, HEADER, text, LENGTH) != tag) {
            throw new IllegalStateException("the tag differs");
        }
        compare();
        return sum;
    }
}
