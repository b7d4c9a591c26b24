// The report page: its form hides the findings and files that nobody wants to see now.
const form = document.getElementById("filters");
if (form) {
  const findings = [...document.querySelectorAll(".finding")];
  const apply = () => {
    const severities = new FormData(form).getAll("severity");
    const rule = form.elements.rule.value;
    for (const finding of findings) {
      const { severity, rule: own } = finding.dataset;
      finding.hidden = !severities.includes(severity) || (rule !== "" && rule !== own);
    }
    for (const file of document.querySelectorAll(".file")) {
      file.hidden = !file.querySelector(".finding:not([hidden])");
    }
    const shown = findings.filter((finding) => !finding.hidden).length;
    document.getElementById("shown").textContent = `${shown} of ${findings.length} shown`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
