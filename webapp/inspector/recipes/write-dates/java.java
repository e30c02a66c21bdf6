import java.time.Instant;

class WriteDates {
    public static void main(String[] arguments) {
        Instant issued = Instant.now();
        Instant expires = Instant.parse("2030-01-01T00:00:00Z");

        // Seconds: toEpochMilli() and System.currentTimeMillis() count in milliseconds.
        String claims = "{\"iat\":%d,\"exp\":%d}";
        System.out.println(claims.formatted(issued.getEpochSecond(), expires.getEpochSecond()));
    }
}
