// The quadratic ballot: each step is a form of its own without this; with it, votes, what they cost and the voice
// that is left change at once, and the last steps can be taken back one by one. The server counts again.
const MOST = 20;

interface Row {
  field: HTMLInputElement;
  square: Element | null;
  votes: Element | null;
  cost: Element | null;
  steps: HTMLButtonElement[];
}

export function ballot(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-budget]");
  if (!form) return;
  const budget = Number(form.dataset.budget);
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  const rows = [...form.querySelectorAll<HTMLElement>("[data-option]")].flatMap(row => read(row));
  const undo = form.querySelector<HTMLButtonElement>("[data-undo]");
  const done: { row: Row; votes: number }[] = [];

  const paint = (): void => {
    const spent = rows.reduce((sum, row) => sum + value(row) ** 2, 0);
    for (const row of rows) {
      const size = String(Math.abs(value(row)));
      row.square?.setAttribute("width", size);
      row.square?.setAttribute("height", size);
      if (row.votes) row.votes.textContent = figures.format(value(row));
      if (row.cost) row.cost.textContent = figures.format(value(row) ** 2);
      for (const step of row.steps) {
        const next = value(row) + by(step);
        const least = Number(row.steps[0]?.dataset.least ?? 0);
        step.disabled =
          next < least || Math.abs(next) > MOST || spent - value(row) ** 2 + next ** 2 > budget;
      }
    }
    const left = form.querySelector("[data-left]");
    if (left) left.textContent = figures.format(budget - spent);
    form.querySelector("[data-purse]")?.setAttribute("width", String(Math.max(0, budget - spent)));
  };

  form.addEventListener("click", event => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button");
    if (!button) return;
    const row = rows.find(one => one.steps.includes(button));
    if (row) {
      event.preventDefault();
      done.push({ row, votes: value(row) });
      row.field.value = String(value(row) + by(button));
      if (undo) undo.disabled = false;
      paint();
      // a button that can do no more hands the focus to its neighbour
      if (button.disabled) row.steps.find(step => !step.disabled)?.focus();
    } else if (button === undo && done.length > 0) {
      event.preventDefault();
      const last = done.pop();
      if (last) last.row.field.value = String(last.votes);
      if (done.length === 0) undo.disabled = true;
      paint();
    }
  });
}

function read(row: HTMLElement): Row[] {
  const field = row.querySelector<HTMLInputElement>("input[type=hidden]");
  if (!field) return [];
  return [
    {
      field,
      square: row.querySelector("[data-square]"),
      votes: row.querySelector("[data-votes]"),
      cost: row.querySelector("[data-cost]"),
      steps: [...row.querySelectorAll<HTMLButtonElement>("button[name=step]")],
    },
  ];
}

function value(row: Row): number {
  return Number(row.field.value) || 0;
}

function by(step: HTMLButtonElement): number {
  return step.value.endsWith(":-1") ? -1 : 1;
}
