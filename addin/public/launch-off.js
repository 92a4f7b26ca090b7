// Served as launch.js while the send check is turned off (SendCheck:Enabled): lets everything go, and doesn't say that it was checked.
(function () {
  function allow(event) {
    event.completed({ allowEvent: true });
  }
  function pass(event) {
    event.completed();
  }
  Office.actions.associate("onMessageSend", allow);
  Office.actions.associate("onAppointmentSend", allow);
  Office.actions.associate("onNewMessageCompose", pass);
  Office.actions.associate("onMessageRecipientsChanged", pass);
  Office.actions.associate("onMessageAttachmentsChanged", pass);
  Office.actions.associate("onMessageFromChanged", pass);
})();
