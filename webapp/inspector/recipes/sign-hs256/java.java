import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Sign {
    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String part(String json, Object... values) {
        return base64url(json.formatted(values).getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) throws Exception {
        byte[] secret = System.getenv("JWT_SECRET").getBytes(StandardCharsets.UTF_8);
        long now = System.currentTimeMillis() / 1000; // whole seconds
        String header = part("""
            {"alg":"HS256","typ":"JWT","kid":"key-1"}""");
        String claims = part("""
            {"iss":"https://issuer.example","sub":"alice","iat":%d,"exp":%d}""", now, now + 300);
        String message = header + "." + claims;

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        byte[] signature = mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        System.out.println(message + "." + base64url(signature));
    }
}
