package vesper.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import vesper.machine.BadInput;
import vesper.machine.ImageFile;
import vesper.machine.Load;

/** Reads {@code -device loader}: a file, some bytes, or no more than where a hart starts. */
final class LoaderReader {
    private static final int LONGEST_DATA = 8;

    private final KeyValues keys;

    private LoaderReader(KeyValues keys) {
        this.keys = keys;
    }

    static List<Load> read(List<KeyValues> loaders, int harts) throws UsageError, BadInput {
        List<Load> loads = new ArrayList<>();
        for (KeyValues keys : loaders) {
            loads.add(new LoaderReader(keys).read(harts));
        }
        return loads;
    }

    private Load read(int harts) throws UsageError, BadInput {
        OptionalInt hart = hart(harts);
        OptionalLong addr = keys.number64("addr");
        Optional<String> file = keys.get("file");
        boolean data = has("data") || has("data-len") || has("data-be");
        if (data && (file.isPresent() || has("force-raw"))) {
            throw keys.error("either a file or data");
        }
        if (data) {
            return Load.data(data(), addr.orElse(0));
        }
        if (file.isPresent()) {
            ImageFile image = ImageFile.read("-device loader", OptionReader.path("-device loader", file.get()));
            return Load.file(image, keys.flag("force-raw", false), addr.orElse(0), hart);
        }
        if (has("force-raw") || addr.isEmpty()) {
            throw keys.error("file= is missing, or addr= with data= or cpu-num=");
        }
        if (hart.isEmpty()) {
            throw keys.error("cpu-num= is missing: which hart starts at addr=");
        }
        return Load.start(addr.getAsLong(), hart.getAsInt());
    }

    private boolean has(String key) {
        return keys.get(key).isPresent();
    }

    private OptionalInt hart(int harts) throws UsageError {
        Optional<Integer> hart = keys.number("cpu-num", 0, harts - 1);
        return hart.isPresent() ? OptionalInt.of(hart.get()) : OptionalInt.empty();
    }

    private byte[] data() throws UsageError {
        OptionalLong data = keys.number64("data");
        Optional<Integer> length = keys.number("data-len", 1, LONGEST_DATA);
        if (data.isEmpty() || length.isEmpty()) {
            throw keys.error("data= and data-len= go together");
        }
        byte[] bytes = ByteBuffer.allocate(LONGEST_DATA)
                .order(keys.flag("data-be", false) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putLong(data.getAsLong())
                .array();
        return Arrays.copyOf(bytes, length.get());
    }
}
