import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Exports and imports a clinic's catalogue as lines of JSON (`catalog-service/catalogue`). Nothing but the JDK.
///
/// An import remembers beside the file how far it came: whoever kills it and starts it again goes on there. What was
/// sent but not yet noted is sent again, and the service sees that it has it already.
class Catalogue {

    static final String USAGE = """
            catalogue export FILE [options]   writes the clinic's catalogue to FILE
            catalogue import FILE [options]   sends the lines of FILE; go on after an interruption by the same command

              --at URL           where the catalogue service is (http://localhost:8081)
              --token-file FILE  holds the token; read anew for every request, because tokens end.
                                 Without it the token is taken from the environment: SCAPULA_TOKEN
              --batch N          lines in one request of an import, 1 to 100 (25)
              --again            an import forgets how far it came, and begins anew
              --help             this

            An import of what is published needs a token of an administrator. It ends with 0 when every line was taken,
            with 1 when some were refused (FILE.refused says which and why), with 2 when it could not go on.""";

    static final Pattern OUTCOME = Pattern.compile("^\\{\"line\":(\\d+),\"outcome\":\"([A-Z_]+)\"");
    static final Pattern CURSOR = Pattern.compile("^\\{\"type\":\"CONTINUED\",\"cursor\":\"([\\w-]+)\"");
    static final int TRIES = 5;

    /// Whatever keeps the command from going on, in a sentence.
    static final class CannotGoOn extends RuntimeException {
        CannotGoOn(String why) {
            super(why);
        }
    }

    record Options(String verb, Path file, URI at, Path tokenFile, int batch, boolean again) {

        static Options of(List<String> arguments) {
            var rest = new ArrayList<String>();
            var at = URI.create("http://localhost:8081");
            Path tokenFile = null;
            var batch = 25;
            var again = false;
            for (var i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--at" -> at = URI.create(value(arguments, ++i));
                    case "--token-file" -> tokenFile = Path.of(value(arguments, ++i));
                    case "--batch" -> batch = number(value(arguments, ++i));
                    case "--again" -> again = true;
                    default -> rest.add(arguments.get(i));
                }
            }
            if (rest.size() != 2 || !List.of("export", "import").contains(rest.getFirst())) {
                throw new CannotGoOn(USAGE);
            }
            return new Options(rest.getFirst(), Path.of(rest.getLast()), at, tokenFile, batch, again);
        }

        static String value(List<String> arguments, int place) {
            if (place >= arguments.size()) {
                throw new CannotGoOn(USAGE);
            }
            return arguments.get(place);
        }

        static int number(String text) {
            if (!text.matches("[1-9]\\d?|100")) {
                throw new CannotGoOn("--batch must be 1 to 100");
            }
            return Integer.parseInt(text);
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) throws IOException, InterruptedException {
        try {
            var options = Options.of(arguments);
            try (var http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build()) {
                var service = new Service(http, options);
                return options.verb().equals("export") ? new Export(service, options).run() : new Import(service, options).run();
            }
        } catch (CannotGoOn why) {
            System.err.println(why.getMessage());
            return 2;
        }
    }

    /// The catalogue service, asked patiently: what passes is tried again.
    record Service(HttpClient http, Options options) {

        HttpResponse<InputStream> ask(HttpRequest.Builder request) throws InterruptedException {
            for (var attempt = 1; ; attempt++) {
                var why = "";
                try {
                    var answer = http.send(
                            request.setHeader("Authorization", "Bearer " + token())
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
                    if (answer.statusCode() == 200) {
                        return answer;
                    }
                    why = answer.statusCode() + " " + text(answer);
                    if (!List.of(401, 408, 429, 500, 502, 503, 504).contains(answer.statusCode())) {
                        throw new CannotGoOn("The service answered " + why);
                    }
                } catch (IOException unreachable) {
                    why = "it cannot be reached at " + options.at();
                }
                if (attempt == TRIES) {
                    throw new CannotGoOn("The service does not answer: " + why + "\nStart the command again to go on.");
                }
                Thread.sleep(Duration.ofSeconds(1L << attempt));
            }
        }

        static String text(HttpResponse<InputStream> answer) throws IOException {
            try (var body = answer.body()) {
                return new String(body.readNBytes(2000), StandardCharsets.UTF_8);
            }
        }

        String token() {
            try {
                var token = options.tokenFile() == null
                        ? System.getenv("SCAPULA_TOKEN")
                        : Files.readString(options.tokenFile());
                if (token == null || token.isBlank()) {
                    throw new CannotGoOn("There is no token: set SCAPULA_TOKEN, or name a file with --token-file");
                }
                return token.strip();
            } catch (IOException unreadable) {
                throw new CannotGoOn("The token cannot be read from " + options.tokenFile());
            }
        }

        URI address(String query) {
            return URI.create(options.at().toString().replaceAll("/$", "") + "/catalogue" + query);
        }
    }

    /// Writes to a file of another name until everything is there: a file of the wanted name is always whole.
    record Export(Service service, Options options) {

        int run() throws IOException, InterruptedException {
            var part = options.file().resolveSibling(options.file().getFileName() + ".part");
            var lines = 0;
            var query = "";
            try (var out = Files.newBufferedWriter(part)) {
                var more = true;
                while (more) {
                    var answer = service.ask(HttpRequest.newBuilder(service.address(query)).GET());
                    var last = "";
                    try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                        for (var line = in.readLine(); line != null; line = in.readLine()) {
                            last = line;
                            if (!CURSOR.matcher(line).find()) {
                                out.write(line);
                                out.write('\n');
                                lines++;
                            }
                            if (lines % 100 == 0) {
                                Bar.say(lines + " lines");
                            }
                        }
                    }
                    var cursor = CURSOR.matcher(last);
                    if (cursor.find()) {
                        query = "?cursor=" + cursor.group(1);
                    } else if (last.startsWith("{\"type\":\"END\"")) {
                        more = false;
                    } else {
                        throw new CannotGoOn("The answer was cut off after " + lines + " lines. Start the command again.");
                    }
                }
            }
            Files.move(part, options.file(), StandardCopyOption.REPLACE_EXISTING);
            Bar.done(lines + " lines in " + options.file());
            return 0;
        }
    }

    /// How far an import came: kept beside its file, and replaced whole, so that it is never half-written.
    static final class Progress {

        final Path file;
        final String hash;
        long offset;
        /// Where lines begin that were refused because something they lead to was not there yet.
        final SequencedSet<Long> later = new LinkedHashSet<>();
        final TreeMap<String, Integer> outcomes = new TreeMap<>();

        Progress(Path file, String hash) {
            this.file = file;
            this.hash = hash;
        }

        static Progress of(Path input, boolean again) throws IOException {
            var file = input.resolveSibling(input.getFileName() + ".progress");
            var progress = new Progress(file, hash(input));
            if (again || !Files.exists(file)) {
                return progress;
            }
            var kept = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                kept.load(in);
            }
            if (!progress.hash.equals(kept.getProperty("hash"))) {
                throw new CannotGoOn(input + " is not the file that was begun with: it has changed since. Begin anew with"
                        + " --again; what is there already stays as it is.");
            }
            progress.offset = Long.parseLong(kept.getProperty("offset"));
            Arrays.stream(kept.getProperty("later").split(","))
                    .filter(place -> !place.isEmpty())
                    .map(Long::valueOf)
                    .forEach(progress.later::add);
            kept.stringPropertyNames().stream()
                    .filter(name -> name.startsWith("outcome."))
                    .forEach(name -> progress.outcomes.put(
                            name.substring("outcome.".length()), Integer.valueOf(kept.getProperty(name))));
            return progress;
        }

        void keep() throws IOException {
            var kept = new Properties();
            kept.setProperty("hash", hash);
            kept.setProperty("offset", String.valueOf(offset));
            kept.setProperty("later", later.stream().map(String::valueOf).collect(Collectors.joining(",")));
            outcomes.forEach((outcome, count) -> kept.setProperty("outcome." + outcome, String.valueOf(count)));
            var next = file.resolveSibling(file.getFileName() + ".next");
            try (var channel = FileChannel.open(
                            next,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING);
                    var out = Channels.newOutputStream(channel)) {
                kept.store(out, "How far the import came");
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        void count(String outcome) {
            outcomes.merge(outcome, 1, Integer::sum);
        }

        int refused() {
            return outcomes.getOrDefault("REFUSED", 0);
        }

        String inWords() {
            return outcomes.entrySet().stream()
                    .map(count -> count.getValue() + " "
                            + count.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .collect(Collectors.joining(", "));
        }

        static String hash(Path input) throws IOException {
            try (var in = new DigestInputStream(
                    new BufferedInputStream(Files.newInputStream(input)), MessageDigest.getInstance("SHA-256"))) {
                in.transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(in.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
    }

    /// A line of the file, where it begins, and where the next one does.
    record Line(long offset, long next, String text) {}

    record Import(Service service, Options options) {

        static final int MOST_BYTES = 900_000;

        int run() throws IOException, InterruptedException {
            if (!Files.isReadable(options.file())) {
                throw new CannotGoOn("There is no file " + options.file());
            }
            var refused = options.file().resolveSibling(options.file().getFileName() + ".refused");
            var progress = Progress.of(options.file(), options.again());
            if (progress.offset == 0) {
                Files.deleteIfExists(refused);
            }
            var size = Files.size(options.file());
            try (var file = new RandomAccessFile(options.file().toFile(), "r")) {
                for (var batch = batch(file, progress.offset); !batch.isEmpty(); batch = batch(file, progress.offset)) {
                    for (var result : send(batch)) {
                        // What a line leads to may stand further down, or lead back to it: once more, at the end.
                        if (result.text().contains("\"code\":\"unknown-link\"")) {
                            progress.later.add(result.offset());
                        } else {
                            note(result, progress, refused);
                        }
                    }
                    progress.offset = batch.getLast().next();
                    progress.keep();
                    Bar.show(progress.offset, size, progress.inWords());
                }
                sendLater(file, progress, refused, size);
            }
            Files.deleteIfExists(progress.file);
            Bar.done(progress.inWords() + (progress.refused() == 0 ? "" : "; see " + refused));
            return progress.refused() == 0 ? 0 : 1;
        }

        /// As long as it helps: what was missing may have come with the others.
        void sendLater(RandomAccessFile file, Progress progress, Path refused, long size)
                throws IOException, InterruptedException {
            var helped = true;
            while (helped && !progress.later.isEmpty()) {
                var before = progress.later.size();
                var pending = new ArrayList<Line>();
                for (var offset : List.copyOf(progress.later)) {
                    pending.add(line(file, offset));
                    if (pending.size() == 100 || bytes(pending) > MOST_BYTES / 2) {
                        sendAgain(pending, progress, refused);
                        pending.clear();
                    }
                }
                if (!pending.isEmpty()) {
                    sendAgain(pending, progress, refused);
                }
                Bar.show(size, size, progress.inWords());
                helped = progress.later.size() < before;
            }
            for (var offset : List.copyOf(progress.later)) {
                for (var result : send(List.of(line(file, offset)))) {
                    note(result, progress, refused);
                }
                progress.later.remove(offset);
                progress.keep();
            }
        }

        void sendAgain(List<Line> lines, Progress progress, Path refused) throws IOException, InterruptedException {
            for (var result : send(lines)) {
                if (!result.text().contains("\"code\":\"unknown-link\"")) {
                    progress.later.remove(result.offset());
                    note(result, progress, refused);
                }
            }
            progress.keep();
        }

        void note(Line result, Progress progress, Path refused) throws IOException {
            var outcome = OUTCOME.matcher(result.text());
            if (!outcome.find()) {
                throw new CannotGoOn("The service answered what is not understood: " + result.text());
            }
            progress.count(outcome.group(2));
            if (outcome.group(2).equals("REFUSED")) {
                Files.writeString(
                        refused,
                        "{\"offset\":" + result.offset() + ",\"answer\":" + result.text() + "}\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }

        /// The answers, each with the place of the line that it is about.
        List<Line> send(List<Line> lines) throws IOException, InterruptedException {
            var body = lines.stream().map(Line::text).collect(Collectors.joining("\n", "", "\n"));
            var answer = service.ask(HttpRequest.newBuilder(service.address(""))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            var results = new ArrayList<Line>();
            try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (var text = in.readLine(); text != null; text = in.readLine()) {
                    var outcome = OUTCOME.matcher(text);
                    if (!outcome.find()) {
                        throw new CannotGoOn("The service answered what is not understood: " + text);
                    }
                    var line = lines.get(Integer.parseInt(outcome.group(1)) - 1);
                    results.add(new Line(line.offset(), line.next(), text));
                }
            }
            if (results.size() != lines.size()) {
                throw new CannotGoOn("The service answered " + results.size() + " of " + lines.size()
                        + " lines. Start the command again to go on.");
            }
            return results;
        }

        List<Line> batch(RandomAccessFile file, long offset) throws IOException {
            var lines = new ArrayList<Line>();
            var place = offset;
            while (lines.size() < options.batch() && place < file.length() && bytes(lines) < MOST_BYTES / 2) {
                var line = line(file, place);
                place = line.next();
                if (!line.text().isBlank()) {
                    lines.add(line);
                }
            }
            return lines;
        }

        static Line line(RandomAccessFile file, long offset) throws IOException {
            file.seek(offset);
            var bytes = new ByteArrayOutputStream();
            var buffer = new byte[8192];
            for (var read = file.read(buffer); read > 0; read = file.read(buffer)) {
                for (var place = 0; place < read; place++) {
                    if (buffer[place] == '\n') {
                        return line(offset, bytes, 1);
                    }
                    bytes.write(buffer[place]);
                }
                if (bytes.size() > MOST_BYTES) {
                    throw new CannotGoOn("The line at " + offset + " is longer than the service reads");
                }
            }
            return line(offset, bytes, 0);
        }

        /// What is not UTF-8 is not sent as something else.
        static Line line(long offset, ByteArrayOutputStream bytes, int end) {
            try {
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.toByteArray()))
                        .toString();
                return new Line(offset, offset + bytes.size() + end, text);
            } catch (CharacterCodingException otherwise) {
                throw new CannotGoOn("The line at " + offset + " is not text in UTF-8");
            }
        }

        static long bytes(List<Line> lines) {
            return lines.stream().mapToLong(line -> line.text().length()).sum();
        }
    }

    /// Tells a person how far it is; a log gets the last line only.
    static final class Bar {

        static final int WIDTH = 30;
        static final boolean SEEN = System.console() != null && System.console().isTerminal();

        static void show(long done, long all, String words) {
            var part = all == 0 ? 1.0 : Math.min(1.0, (double) done / all);
            var full = (int) (part * WIDTH);
            say("[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + (int) (part * 100) + " %  " + words);
        }

        static void say(String words) {
            if (SEEN) {
                System.err.print("\r\033[K" + words);
            }
        }

        static void done(String words) {
            System.err.println((SEEN ? "\r\033[K" : "") + words);
        }
    }
}
