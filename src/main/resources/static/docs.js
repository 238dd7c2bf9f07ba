"use strict";

// A token stays in this tab, and goes with it. (Swagger UI itself would keep it for all tabs and for good.)
const KEY = "bearer";

const rememberTokenInTab = () => ({
  statePlugins: {
    auth: {
      wrapActions: {
        authorize: (original) => (payload) => {
          if (payload.bearer) {
            sessionStorage.setItem(KEY, payload.bearer.value);
          }
          return original(payload);
        },
        logout: (original) => (payload) => {
          sessionStorage.removeItem(KEY);
          return original(payload);
        },
      },
    },
  },
});

const ui = SwaggerUIBundle({
  url: "/openapi/dialer.yml",
  domNode: document.getElementById("docs"),
  plugins: [rememberTokenInTab],
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  syntaxHighlight: { activated: true },
  onComplete: () => {
    const token = sessionStorage.getItem(KEY);
    if (token) {
      ui.preauthorizeApiKey("bearer", token);
    }
  },
});
