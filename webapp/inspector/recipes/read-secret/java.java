import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

class ReadSecret {
    public static void main(String[] arguments) throws Exception {
        String text = Files.readString(Path.of("secret.txt")).replaceFirst("^\\uFEFF", "").strip();
        byte[] secret = text.getBytes(StandardCharsets.UTF_8); // no byte order mark, no newline
        if (secret.length < 32) {
            throw new IllegalStateException("The secret is too short: HS256 wants 32 bytes.");
        }

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret);
        System.out.println(HexFormat.of().formatHex(digest, 0, 8)); // the same on both sides
    }
}
