package org.openledger.bench.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;

/**
 * The errors and events that the code of each function can come to, read from the compiled classes:
 * every constant {@link AbiError} and {@link AbiEvent} in a method that the function's handler may
 * call, whatever the branches say. No function raises more than that.
 */
final class Reach {

  private static final String CODE = "org/openledger/precompile/";
  private static final String BINDING = CODE + "dispatch/Dispatcher$Binding";
  private static final String DISPATCH = CODE + "dispatch/";

  /** Where the functions of a contract are bound. */
  private static final SortedMap<String, String> PACKAGES = new TreeMap<>();

  static {
    PACKAGES.put("system", "System");
    PACKAGES.put("datanet", "Datanets");
    PACKAGES.put("model", "Models");
    PACKAGES.put("fee", "InferenceFees");
    PACKAGES.put("attribution", "TokenAttribution");
    PACKAGES.put("stake", "Staking");
    PACKAGES.put("governance", "Governance");
    PACKAGES.put("service", "Services");
    PACKAGES.put("feedback", "Feedback");
    PACKAGES.put("agent", "Agents");
    PACKAGES.put("influence", "InfluenceAttestations");
  }

  private final SortedMap<String, ClassModel> classes = new TreeMap<>();
  private final SortedMap<String, List<String>> subtypes = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> errors = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> events = new TreeMap<>();

  private Reach() {}

  /** Reads the contracts' classes. */
  static Reach read() {
    Reach reach = new Reach();
    reach.load();
    for (var contract : PACKAGES.entrySet()) {
      String within = CODE + contract.getKey() + "/";
      for (ClassModel model : List.copyOf(reach.classes.tailMap(within).values())) {
        if (name(model).startsWith(within)) {
          model.methods().forEach(method -> reach.bound(contract.getValue(), method));
        }
      }
    }
    return reach;
  }

  /** Names of the errors of a function such as {@code Models.link}; those of all calls apart. */
  SortedSet<String> errors(String function) {
    return found(errors, function);
  }

  /** Names of the events of a function. */
  SortedSet<String> events(String function) {
    return found(events, function);
  }

  private static SortedSet<String> found(
      SortedMap<String, SortedSet<String>> map, String function) {
    SortedSet<String> names = map.get(function);
    if (names == null) {
      throw new IllegalStateException(function + " is not bound in a way that is understood");
    }
    return names;
  }

  private void load() {
    try {
      Path from =
          Path.of(Contracts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(from)) {
        parse(from);
        return;
      }
      try (FileSystem jar = FileSystems.newFileSystem(from)) {
        parse(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void parse(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(CODE))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
        classes.put(name(model), model);
        Stream<ClassEntry> supers =
            Stream.concat(model.superclass().stream(), model.interfaces().stream());
        supers.forEach(
            it ->
                subtypes
                    .computeIfAbsent(it.asInternalName(), key -> new ArrayList<>())
                    .add(name(model)));
      }
    }
  }

  private static String name(ClassModel model) {
    return model.thisClass().asInternalName();
  }

  /** Finds bindings: the function's name, then what makes its handler, then the call of Binding. */
  private void bound(String contract, MethodModel method) {
    String function = null;
    Deque<MemberRefEntry> handler = new ArrayDeque<>();
    for (CodeElement element : code(method)) {
      if (element instanceof ConstantInstruction constant
          && constant.constantValue() instanceof String text) {
        function = text;
        handler.clear();
      } else if (element instanceof InvokeInstruction call
          && call.owner().asInternalName().equals(BINDING)) {
        if (function != null && call.type().stringValue().startsWith("(Ljava/lang/String;")) {
          follow(contract + "." + function, handler);
        }
        function = null;
      } else {
        called(element, handler);
      }
    }
  }

  private static List<CodeElement> code(MethodModel method) {
    return method.code().map(it -> it.elementList()).orElse(List.of());
  }

  private static void called(CodeElement element, Deque<MemberRefEntry> into) {
    if (element instanceof InvokeInstruction call) {
      into.add(call.method());
    } else if (element instanceof InvokeDynamicInstruction dynamic) {
      for (LoadableConstantEntry argument : dynamic.invokedynamic().bootstrap().arguments()) {
        if (argument instanceof MethodHandleEntry handle) {
          into.add(handle.reference());
        }
      }
    }
  }

  private void follow(String function, Deque<MemberRefEntry> calls) {
    SortedSet<String> raised = errors.computeIfAbsent(function, key -> new TreeSet<>());
    SortedSet<String> emitted = events.computeIfAbsent(function, key -> new TreeSet<>());
    SortedSet<String> seen = new TreeSet<>();
    while (!calls.isEmpty()) {
      MemberRefEntry call = calls.pop();
      String signature = call.name().stringValue() + call.type().stringValue();
      for (String owner : targets(call.owner().asInternalName(), signature)) {
        MethodModel method = method(owner, signature);
        if (method == null || !seen.add(owner + "." + signature)) {
          continue;
        }
        for (CodeElement element : code(method)) {
          called(element, calls);
          if (element instanceof FieldInstruction field && field.opcode() == Opcode.GETSTATIC) {
            constants(field, raised, emitted);
          }
        }
      }
    }
  }

  /** Where a method may be found: the class itself, what it extends, and all that extends it. */
  private SortedSet<String> targets(String owner, String signature) {
    SortedSet<String> targets = new TreeSet<>();
    // The wrapper's own errors are every function's, and are told apart.
    if (!owner.startsWith(CODE) || owner.startsWith(DISPATCH + "Dispatcher")) {
      return targets;
    }
    String up = owner;
    while (classes.containsKey(up) && method(up, signature) == null) {
      up = classes.get(up).superclass().map(ClassEntry::asInternalName).orElse("");
    }
    targets.add(up);
    Deque<String> open = new ArrayDeque<>(List.of(owner));
    while (!open.isEmpty()) {
      String type = open.pop();
      if (targets.add(type) || type.equals(owner)) {
        open.addAll(subtypes.getOrDefault(type, List.of()));
      }
    }
    return targets;
  }

  private @Nullable MethodModel method(String owner, String signature) {
    ClassModel model = classes.get(owner);
    if (model != null) {
      for (MethodModel method : model.methods()) {
        String own = method.methodName().stringValue() + method.methodType().stringValue();
        if (own.equals(signature)) {
          return method;
        }
      }
    }
    return null;
  }

  private static void constants(
      FieldInstruction instruction, SortedSet<String> raised, SortedSet<String> emitted) {
    String owner = instruction.owner().asInternalName();
    if (!owner.startsWith(CODE)) {
      return;
    }
    try {
      Class<?> type = Class.forName(owner.replace('/', '.'));
      Object value = value(type.getDeclaredField(instruction.name().stringValue()), null);
      if (value instanceof AbiError error) {
        raised.add(error.name());
      } else if (value instanceof AbiEvent event) {
        emitted.add(event.name());
      } else if (value instanceof Record) {
        for (Field field : value.getClass().getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())
              && value(field, value) instanceof AbiError error) {
            raised.add(error.name());
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object value(Field field, @Nullable Object of)
      throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(of);
  }
}
