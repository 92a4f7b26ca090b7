// Stands in for MicrosoftAjax.js, which Office.js of 2022 would fetch from the internet before it starts: only the names that it asks for.
(function () {
  var empty = function () { return null; };
  window.Type = window.Type || {};
  Type.registerNamespace = function (path) {
    path.split(".").reduce(function (at, name) { return (at[name] = at[name] || {}); }, window);
  };
  Type.registerClass = empty;
  Function._validateParams = empty;
  Function._validateParameter = empty;
  Function.prototype.registerClass = empty;
  window.Sys = {
    StringBuilder: function () {},
    Debug: { trace: empty },
    Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
  };
  Error.argument = function (name, message) { return new Error(message || name); };
  Error.parameterCount = function () { return new Error("Wrong number of arguments."); };
})();
