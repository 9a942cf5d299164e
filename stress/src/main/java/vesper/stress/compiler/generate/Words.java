package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import vesper.stress.compiler.generate.JavaType.Primitive;
import vesper.stress.compiler.generate.JavaType.Word;

/** Records that are words: over a long, over an int, over another word. */
final class Words {
    private final Draft draft;
    private final Expressions expressions;

    Words(Draft draft, Expressions expressions) {
        this.draft = draft;
        this.expressions = expressions;
    }

    List<Source> declare() {
        List<Source> declared = new ArrayList<>();
        Word wide = new Word("Wide", Primitive.LONG);
        declared.add(word(wide));
        int others = 1 + draft.below(3);
        if ((others & 1) != 0) {
            declared.add(word(new Word("Narrow", Primitive.INT)));
        }
        if ((others & 2) != 0) {
            declared.add(word(new Word("Outer", wide)));
        }
        return declared;
    }

    /** Its methods may call those of words before it, never its own: so they end. */
    private Source word(Word word) {
        List<Source> body = new ArrayList<>();
        List<Method> methods = new ArrayList<>();
        methods.add(new Method("v", word.component(), List.of()));
        for (JavaType result : List.of(word, word.bits(), draft.primitive())) {
            Method method = new Method(draft.fresh("w"), result, List.of(draft.primitive(), word.bits()));
            body.add(method(word, method));
            methods.add(method);
        }
        draft.world.words.put(word, methods);
        return Source.nest(
                "@Word record " + word.text() + "(" + word.component().text() + " v)", body);
    }

    private Source method(Word word, Method method) {
        Scope scope = draft.newScope();
        scope.noCalls();
        scope.add("v", word.component(), false);
        scope.add("a", method.parameters().getFirst(), true);
        scope.add("b", method.parameters().getLast(), true);
        if (word.component() instanceof Word) {
            scope.add("v.v()", word.bits(), false);
        }
        String value = method.result().equals(word)
                ? "new " + word.text() + "(" + expressions.of(word.component(), 2) + ")"
                : expressions.of(method.result(), 2);
        String head = "%s %s(%s a, %s b)"
                .formatted(
                        method.result().text(),
                        method.name(),
                        method.parameters().getFirst().text(),
                        method.parameters().getLast().text());
        return Source.nest(head, Source.line("return " + value + ";"));
    }
}
