"use strict";
/* The box for SQL: colours, Shift+Enter runs, a button that tidies. Without script it is a
   plain text box. CodeMirror and sql-formatter are Datasette's own copies. */
const sqlInput = document.querySelector("textarea#sql-editor");
const sqlFormat = document.querySelector("button#sql-format");
const sqlShown = document.querySelector("pre#sql-query");
let sqlEditor = null;
if (sqlInput && window.CodeMirror) {
  sqlEditor = window.CodeMirror.fromTextArea(sqlInput, {
    lineNumbers: true,
    mode: "text/x-sql",
    lineWrapping: true,
    viewportMargin: Infinity,
    screenReaderLabel: "SQL 查询语句",
    extraKeys: { "Shift-Enter": () => sqlInput.form.submit(), Tab: false, "Shift-Tab": false },
  });
  sqlEditor.getInputField().setAttribute("aria-label", "SQL 查询语句");
}
if (sqlFormat && window.sqlFormatter && (sqlEditor || sqlShown)) {
  sqlFormat.hidden = false;
  sqlFormat.addEventListener("click", () => {
    if (sqlEditor) sqlEditor.setValue(window.sqlFormatter.format(sqlEditor.getValue()));
    else sqlShown.textContent = window.sqlFormatter.format(sqlShown.textContent);
  });
}
