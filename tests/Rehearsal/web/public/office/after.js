// Stands after Office.js, in the rehearsal only: the bridge for nested app authentication that Outlook of today brings, and the members of
// Mailbox 1.13–1.15 that the library of 2022 lacks, over the same channel and with the numbers of Microsoft's later library.
(function () {
  let host, person;
  try {
    host = JSON.parse(window.name).xdmInfo.split("|")[2];
    person = JSON.parse(window.name).rehearsedPerson;
  } catch {
    return; // opened by itself, not by Outlook
  }
  // Outlook keeps the storage of two accounts apart; here they share one, so nothing of the previous person may remain.
  try {
    if (sessionStorage.getItem("rehearsedPerson") !== person) {
      sessionStorage.clear();
      sessionStorage.setItem("rehearsedPerson", person);
    }
  } catch {
    // storage is blocked: there is nothing to forget
  }

  let listeners = [];
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== host || !event.data || event.data.kind !== "nestedAppAuthAnswer") return;
    for (const listener of [...listeners]) listener({ data: event.data.message });
  });
  window.nestedAppAuthBridge = {
    addEventListener: (_name, listener) => listeners.push(listener),
    removeEventListener: (_name, listener) => {
      listeners = listeners.filter((l) => l !== listener);
    },
    postMessage: (message) => window.parent.postMessage({ kind: "nestedAppAuth", message }, host),
  };

  const channel = () => OSF._OfficeAppFactory.getClientEndPoint();
  const invoke = (dispatchId, parameters, done, asyncContext) =>
    channel().invoke(
      "ExecuteMethod",
      (code, reply) => {
        const failed = code !== 0 || !reply || reply.error === true;
        const errorCode = (reply && reply.errorCode) || 5001;
        if (!done) return;
        done({
          status: failed ? "failed" : "succeeded",
          value: failed ? undefined : reply.data,
          error: failed ? { code: errorCode, name: "Error", message: `Outlook answered ${errorCode}.` } : null,
          asyncContext,
        });
      },
      { ApiParams: parameters, MethodData: { ControlId: OSF._OfficeAppFactory.getId(), DispatchId: dispatchId } },
    );
  // Office.js' own signature: (…values, [options], [callback]).
  const method = (dispatchId, values = 0, parameters = () => ({})) =>
    function (...given) {
      const rest = given.slice(values);
      const options = rest.find((v) => typeof v === "object" && v !== null) || {};
      invoke(dispatchId, parameters(given, options), rest.find((v) => typeof v === "function"), options.asyncContext);
    };
  const add = (target, name, value) => {
    if (target && !(name in target)) Object.defineProperty(target, name, { value, configurable: true, enumerable: true });
  };

  const extend = () => {
    const mailbox = Office.context && Office.context.mailbox;
    if (!mailbox) return;
    add(mailbox, "getSelectedItemsAsync", method(196));
    const item = mailbox.item;
    if (!item) return;
    if (item.itemId) {
      add(item, "getAsFileAsync", method(204));
      return;
    }
    add(item, "closeAsync", method(203, 0, (_given, options) => ({ discardItem: options.discardItem === true })));
    add(item, "sendAsync", method(215));
    add(item, "getItemClassAsync", method(210));
    if (item.body) add(item.body, "prependOnSendAsync", method(197, 1, ([data], options) => ({ appendTxt: data, coercionType: options.coercionType === "html" ? 3 : 0 })));
    if (item.itemType === "message") {
      add(item, "getConversationIndexAsync", method(213));
      add(item, "inReplyTo", (mailbox.initialData && mailbox.initialData.inReplyTo) || null);
      add(item, "sensitivityLabel", { getAsync: method(201), setAsync: method(200, 1, ([label]) => ({ sensitivityLabelID: label })) });
    }
  };

  // The library refuses an event that it doesn't know; this one goes past it.
  const contextChanged = "olkInitializationContextChanged";
  const followContext = () => {
    const facade = OSF._OfficeAppFactory.getHostFacade();
    const known = facade.addEventHandler;
    facade.addEventHandler = (given, ...rest) => {
      if (given[0] !== contextChanged) return known(given, ...rest);
      const done = [...given].slice(2).find((v) => typeof v === "function") || (() => {});
      const told = (context) => given[1]({ type: contextChanged, initializationContextData: context });
      channel().registerForEvent(contextChanged, told, () => done({ status: "succeeded" }), { controlId: OSF._OfficeAppFactory.getId(), eventDispId: 55, targetId: "" });
    };
  };

  // The library takes the first call for the page's own, and tells the host that the page is ready: so it waits for that one.
  const onReady = Office.onReady;
  let isAsked = false;
  Office.onReady = (...given) => {
    if (!isAsked) {
      isAsked = true;
      onReady(extendAll);
    }
    return onReady(...given);
  };

  function extendAll() {
    add(Office.MailboxEnums, "SendModeOverride", { PromptUser: "promptUser" });
    add(Office.MailboxEnums, "BodyMode", { FullBody: 0, HostConfig: 1 });
    add(Office.EventType, "InitializationContextChanged", contextChanged);
    followContext();
    extend();
    const mailbox = Office.context && Office.context.mailbox;
    if (!mailbox || !mailbox.initialize || mailbox.initialize.rehearsed) return;
    // The library calls this with every new item, before the add-in hears of it.
    const initialize = mailbox.initialize;
    const again = function (...values) {
      const answer = initialize.apply(this, values);
      extend();
      return answer;
    };
    again.rehearsed = true;
    try {
      Object.defineProperty(mailbox, "initialize", { value: again, configurable: true });
    } catch {
      // read-only in this build: then the first item alone is extended
    }
  }
})();
