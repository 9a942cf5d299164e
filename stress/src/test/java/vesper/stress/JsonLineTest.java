package vesper.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects are JSON. */
class JsonLineTest {
    @Test
    void everyKindOfValueHasItsForm() {
        String json = new JsonLine()
                .put("path", "a/b.litmus")
                .put("harts", 2)
                .put("seconds", 0.0123456789)
                .put("states", Map.of("[x]=1;", 12L))
                .put("allowed", List.of("[x]=1;", "[x]=2;"))
                .toString();
        assertEquals(
                "{\"path\":\"a/b.litmus\",\"harts\":2,\"seconds\":0.0123457,\"states\":{\"[x]=1;\":12},"
                        + "\"allowed\":[\"[x]=1;\",\"[x]=2;\"]}",
                json);
    }

    @Test
    void charactersThatJsonReservesAreEscaped() {
        assertEquals(
                "{\"\":\"\\\"\\\\\\u000a\\u0009\"}",
                new JsonLine().put("", "\"\\\n\t").toString());
        assertEquals("{\"none\":[]}", new JsonLine().put("none", List.of()).toString());
    }
}
