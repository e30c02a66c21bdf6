import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.*;
import java.security.spec.*;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.*;

class Encrypt {
    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    public static void main(String[] arguments) throws Exception {
        String pem = Files.readString(Path.of("public-key.pem"));
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(encoded);
        byte[] contentKey = random(32), iv = random(12);
        byte[] claims = "{\"sub\":\"alice\"}".getBytes(StandardCharsets.UTF_8);
        String json = "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"key-1\"}";
        String header = base64url(json.getBytes(StandardCharsets.UTF_8));

        // Without these parameters, Java masks with SHA-1 whatever the name of the cipher says.
        var sha256 = MGF1ParameterSpec.SHA256;
        var oaep = new OAEPParameterSpec("SHA-256", "MGF1", sha256, PSource.PSpecified.DEFAULT);
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(Cipher.ENCRYPT_MODE, publicKey, oaep);

        Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
        var key = new SecretKeySpec(contentKey, "AES");
        aes.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
        aes.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = aes.doFinal(claims); // the tag is its last 16 bytes
        int end = sealed.length - 16;
        byte[] tag = Arrays.copyOfRange(sealed, end, sealed.length);
        System.out.println(String.join(".", header, base64url(rsa.doFinal(contentKey)),
            base64url(iv), base64url(Arrays.copyOf(sealed, end)), base64url(tag)));
    }
}
