package org.voiceorchestrator.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where a PostgreSQL is and as whom to sign in: `postgresql://user:password@host:5432/name?sslmode=require` (libpq's
/// form, also with `postgres://`) or `jdbc:postgresql:..`.
///
/// @param jdbcUrl without user and password, so that it may be logged
record DatabaseAddress(String jdbcUrl, String user, String password) {
    /// @param variable the setting the text comes from, for the message
    static DatabaseAddress parse(String variable, String text) {
        String url = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean postgres = scheme.equals("postgresql") || scheme.equals("postgres");
            if (!postgres || uri.getHost() == null || uri.getPath().length() < 2) {
                throw refused(variable);
            }
            return of(uri);
        } catch (URISyntaxException e) {
            throw refused(variable);
        }
    }

    private static DatabaseAddress of(URI uri) {
        StringBuilder jdbc = new StringBuilder("jdbc:postgresql://").append(uri.getHost());
        if (uri.getPort() > 0) {
            jdbc.append(':').append(uri.getPort());
        }
        jdbc.append(uri.getRawPath());
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        String separator = "?";
        for (String option :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&", -1)) {
            if (option.startsWith("user=")) {
                user = decode(option.substring("user=".length()));
            } else if (option.startsWith("password=")) {
                password = decode(option.substring("password=".length()));
            } else {
                jdbc.append(separator).append(option);
                separator = "&";
            }
        }
        return new DatabaseAddress(jdbc.toString(), user, password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// Without the text itself: it holds a password.
    private static StartRefused refused(String variable) {
        return new StartRefused(variable
                + " is not an address of a PostgreSQL: it must read postgresql://user:password@host:5432/name"
                + " or jdbc:postgresql://host:5432/name?user=..&password=..");
    }

    /// Host, port and name, for people.
    String place() {
        return jdbcUrl.replaceFirst("^jdbc:", "").replaceFirst("\\?.*", "");
    }

    @Override
    public String toString() {
        return place();
    }
}
