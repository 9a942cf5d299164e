package vesper.aot.build;

import java.lang.classfile.Opcode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vesper.aot.image.Layout;
import vesper.aot.intrinsic.Emission;
import vesper.aot.ir.Access;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.aot.world.Classes;
import vesper.aot.world.HostHeap;
import vesper.aot.world.Types;

/** Fields and elements. */
final class Memory {
    private final Emission e;
    private final Set<Class<?>> instantiated;

    Memory(Emission emission, Set<Class<?>> instantiated) {
        this.e = emission;
        this.instantiated = instantiated;
    }

    /** A value that is known now, of a static type. */
    Operand constant(Class<?> type, @Nullable Object value) {
        if (value == null) {
            return new Operand(type, e.constant(Type.REF, 0));
        }
        Type register = Types.of(type);
        return new Operand(
                type,
                register == Type.REF
                        ? e.add(Op.OBJECT, Type.REF).aux(value)
                        : e.constant(register, HostHeap.bits(value)));
    }

    // Fields.

    Operand getStatic(Field field) {
        if (Modifier.isFinal(field.getModifiers())) {
            return constant(field.getType(), HostHeap.read(field, null));
        }
        return new Operand(field.getType(), load(field, place(field), 0));
    }

    void putStatic(Field field, Value value) {
        e.store(place(field), 0, value, access(field));
    }

    private Value place(Field field) {
        return e.add(Op.SYMBOL, Type.I64).aux("static " + name(field));
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }

    Operand getField(Field field, Operand object) {
        if (Layout.isWord(field.getDeclaringClass())) {
            return new Operand(field.getType(), object.value());
        }
        Value base = object.value();
        // Behind a test that fails, a constant may stand where an object of another class is meant.
        if (base.op() == Op.OBJECT
                && Modifier.isFinal(field.getModifiers())
                && field.getDeclaringClass().isInstance(base.aux())) {
            return constant(field.getType(), HostHeap.read(field, base.aux()));
        }
        e.checkNull(base);
        return new Operand(field.getType(), load(field, base, e.layout().offset(field)));
    }

    void putField(Field field, Operand object, Value value) {
        e.checkNull(object.value());
        e.store(object.value(), e.layout().offset(field), value, access(field));
    }

    private Value load(Field field, Value base, long offset) {
        return e.load(Types.of(field.getType()), base, offset, access(field));
    }

    private static Access access(Field field) {
        int modifiers = field.getModifiers();
        Class<?> type = field.getType();
        boolean signed = type != char.class && type != boolean.class;
        Access.Alias alias = Modifier.isFinal(modifiers) ? Access.Alias.IMMUTABLE : Access.Alias.field(name(field));
        Access.Order order = Modifier.isVolatile(modifiers) ? Access.Order.VOLATILE : Access.Order.PLAIN;
        return new Access(Layout.width(type), signed, order, alias);
    }

    // Elements.

    Operand arrayLength(Value array) {
        e.checkNull(array);
        return new Operand(int.class, e.length(array));
    }

    Operand arrayLoad(Opcode opcode, Operand array, Value at) {
        Access access = access(opcode);
        Value place = element(array.value(), at, access.width());
        Class<?> component = array.type().getComponentType();
        Class<?> type = switch (opcode) {
            case LALOAD -> long.class;
            case AALOAD -> component == null ? Object.class : component;
            default -> int.class;
        };
        return new Operand(type, e.load(Types.of(type), place, Layout.ELEMENTS, access));
    }

    void arrayStore(Opcode opcode, Operand array, Value at, Operand value) {
        Access access = access(opcode);
        Value place = element(array.value(), at, access.width());
        if (opcode == Opcode.AASTORE) {
            checkStore(array, value);
        }
        e.store(place, Layout.ELEMENTS, value.value(), access);
    }

    private Value element(Value array, Value at, int width) {
        e.checkNull(array);
        e.checkBounds(array, at);
        return e.element(array, at, width);
    }

    private static Access access(Opcode opcode) {
        return switch (opcode) {
            case BALOAD, BASTORE -> access(1, true, "B"); // booleans as well: the instruction is the same
            case SALOAD, SASTORE -> access(2, true, "S");
            case CALOAD, CASTORE -> access(2, false, "C");
            case IALOAD, IASTORE -> access(4, true, "I");
            case LALOAD, LASTORE -> access(8, true, "J");
            case AALOAD, AASTORE -> access(8, true, "L");
            default -> throw new IllegalStateException(opcode + " is to be refused");
        };
    }

    private static Access access(int width, boolean signed, String element) {
        return new Access(width, signed, Access.Order.PLAIN, Access.Alias.array(element));
    }

    /**
     * JLS 10.5: the element must be of the array's own component type. All arrays exist already, so that it is known what
     * the array can be; of most classes the static types say enough. For each other one: if the array is of it, then the
     * element is of its component.
     */
    private void checkStore(Operand array, Operand value) {
        if (value.value().isConst()) {
            return;
        }
        for (Class<?> type : instantiated) {
            boolean mayFail = type.isArray()
                    && !type.getComponentType().isPrimitive()
                    && array.type().isAssignableFrom(type)
                    && !type.getComponentType().isAssignableFrom(value.type());
            if (mayFail) {
                Value isNull = e.add(Op.EQ, Type.I32, value.value(), e.constant(Type.REF, 0));
                Value isOther = type == array.type()
                        ? e.constant(Type.I32, 0)
                        : e.add(Op.EQ, Type.I32, instanceOf(type, array.value()), e.constant(Type.I32, 0));
                Value fits = instanceOf(type.getComponentType(), value.value());
                Value allowed = e.add(Op.OR, Type.I32, e.add(Op.OR, Type.I32, isNull, isOther), fits);
                e.check(allowed, Failure.ARRAY_STORE);
            }
        }
    }

    // Classes of objects.

    Operand cast(Class<?> type, Operand object) {
        Value value = object.value();
        boolean always = type.isAssignableFrom(object.type())
                || value.isConst()
                || (value.op() == Op.OBJECT && type.isInstance(value.aux()));
        if (!always) {
            Value isNull = e.add(Op.EQ, Type.I32, value, e.constant(Type.REF, 0));
            e.check(e.add(Op.OR, Type.I32, isNull, instanceOf(type, value)), Failure.CAST);
        }
        return new Operand(type, value);
    }

    Value instanceOf(Class<?> type, Value value) {
        if (value.op() == Op.OBJECT) {
            return e.constant(Type.I32, type.isInstance(value.aux()) ? 1 : 0);
        }
        return e.add(Op.INSTANCE_OF, Type.I32, value).aux(Classes.internalName(type));
    }
}
