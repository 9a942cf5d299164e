package vesper.stress.bench.program.aes;

import vesper.stress.bench.program.Apart;

/** CBC with ciphertext stealing's simpler sister, padding; CTR; CFB; OFB; and CMAC: NIST SP 800-38A and 38B. */
final class Modes extends Apart {
    static final int BLOCK = 16;

    private final byte[] chain = bytes(BLOCK);
    private final byte[] stream = bytes(BLOCK);

    private void start(byte[] vector) {
        for (int i = 0; i < BLOCK; i++) {
            chain[i] = vector[i];
        }
    }

    /** {@return the length with the padding of PKCS #7, for which there must be room} */
    int encryptCbc(Key key, byte[] vector, byte[] text, int length) {
        int padding = BLOCK - length % BLOCK;
        for (int i = 0; i < padding; i++) {
            text[length + i] = (byte) padding;
        }
        start(vector);
        int end = length + padding;
        for (int at = 0; at < end; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                chain[i] ^= text[at + i];
            }
            key.encrypt(chain, 0, chain, 0);
            for (int i = 0; i < BLOCK; i++) {
                text[at + i] = chain[i];
            }
        }
        return end;
    }

    /** {@return the length without the padding, or -1 if there is none} */
    int decryptCbc(Key key, byte[] vector, byte[] text, int length) {
        start(vector);
        for (int at = 0; at < length; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                stream[i] = text[at + i];
            }
            key.decrypt(text, at, text, at);
            for (int i = 0; i < BLOCK; i++) {
                text[at + i] ^= chain[i];
                chain[i] = stream[i];
            }
        }
        int padding = text[length - 1];
        if (padding < 1 || padding > BLOCK) {
            return -1;
        }
        for (int i = 1; i <= padding; i++) {
            if (text[length - i] != padding) {
                return -1;
            }
        }
        return length - padding;
    }

    /** Encrypts or decrypts. */
    void counter(Key key, byte[] vector, byte[] text, int length) {
        start(vector);
        for (int at = 0; at < length; at++) {
            int place = at % BLOCK;
            if (place == 0) {
                key.encrypt(chain, 0, stream, 0);
                increment();
            }
            text[at] ^= stream[place];
        }
    }

    private void increment() {
        for (int i = BLOCK - 1; i >= 0; i--) {
            chain[i]++;
            if (chain[i] != 0) {
                return;
            }
        }
    }

    void encryptCfb(Key key, byte[] vector, byte[] text, int length) {
        start(vector);
        for (int at = 0; at < length; at++) {
            int place = at % BLOCK;
            if (place == 0) {
                key.encrypt(chain, 0, stream, 0);
            }
            chain[place] = (byte) (text[at] ^ stream[place]);
            text[at] = chain[place];
        }
    }

    void decryptCfb(Key key, byte[] vector, byte[] text, int length) {
        start(vector);
        for (int at = 0; at < length; at++) {
            int place = at % BLOCK;
            if (place == 0) {
                key.encrypt(chain, 0, stream, 0);
            }
            chain[place] = text[at];
            text[at] ^= stream[place];
        }
    }

    /** Encrypts or decrypts. */
    void ofb(Key key, byte[] vector, byte[] text, int length) {
        start(vector);
        int full = length - length % BLOCK;
        for (int at = 0; at < full; at += BLOCK) {
            key.encrypt(chain, 0, chain, 0);
            for (int i = 0; i < BLOCK; i++) {
                text[at + i] ^= chain[i];
            }
        }
        key.encrypt(chain, 0, chain, 0);
        for (int at = full; at < length; at++) {
            text[at] ^= chain[at - full];
        }
    }

    /** The first half of a message's authentication code. */
    long cmac(Key key, byte[] text, int length) {
        for (int i = 0; i < BLOCK; i++) {
            chain[i] = 0;
        }
        key.encrypt(chain, 0, stream, 0);
        doubleStream();
        int last = length == 0 ? 0 : (length - 1) / BLOCK * BLOCK;
        for (int at = 0; at < last; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                chain[i] ^= text[at + i];
            }
            key.encrypt(chain, 0, chain, 0);
        }
        int rest = length - last;
        if (rest < BLOCK) {
            doubleStream();
            chain[rest] ^= (byte) 0x80;
        }
        for (int i = 0; i < rest; i++) {
            chain[i] ^= text[last + i];
        }
        for (int i = 0; i < BLOCK; i++) {
            chain[i] ^= stream[i];
        }
        key.encrypt(chain, 0, chain, 0);
        return Bytes.dword(chain, 0);
    }

    private void doubleStream() {
        int carry = (stream[0] & 0x80) != 0 ? 0x87 : 0;
        for (int i = 0; i < BLOCK - 1; i++) {
            stream[i] = (byte) (stream[i] << 1 | (stream[i + 1] & 0xff) >>> 7);
        }
        stream[BLOCK - 1] = (byte) (stream[BLOCK - 1] << 1 ^ carry);
    }
}
