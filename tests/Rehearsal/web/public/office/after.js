// Outlook of today brings the bridge for nested app authentication; the library of 2022 doesn't. This one asks the page around it.
(function () {
  var host, person;
  try {
    host = JSON.parse(window.name).xdmInfo.split("|")[2];
    person = JSON.parse(window.name).rehearsedPerson;
  } catch (e) {
    return; // opened by itself, not by Outlook
  }
  // Outlook keeps the storage of two accounts apart; here they share one, so nothing of the previous person may remain.
  try {
    if (sessionStorage.getItem("rehearsedPerson") !== person) {
      sessionStorage.clear();
      sessionStorage.setItem("rehearsedPerson", person);
    }
  } catch (e) {
    // storage is blocked: there is nothing to forget
  }
  var listeners = [];
  window.addEventListener("message", function (event) {
    if (event.source !== window.parent || event.origin !== host || !event.data || event.data.kind !== "nestedAppAuthAnswer") return;
    listeners.slice().forEach(function (listener) { listener({ data: event.data.message }); });
  });
  window.nestedAppAuthBridge = {
    addEventListener: function (name, listener) { listeners.push(listener); },
    removeEventListener: function (name, listener) {
      listeners = listeners.filter(function (l) { return l !== listener; });
    },
    postMessage: function (message) { window.parent.postMessage({ kind: "nestedAppAuth", message: message }, host); },
  };
})();
