/// The pages people see. How a screen is made:
///
/// 1. **Address** `/{lang}/c/{slug}/…` inside a community, `/{lang}/…` outside. Write paths without
///    the language: `pages.get("/c/{slug}/market", this::list)` needs a log-in, `pages.open(…)`
///    does not, `pages.post(…)` takes a form. A group of screens is a class `XPages` with
///    `List<Route> routes()`, given the facades it joins; `Web` lists it.
/// 2. **Handler** `Answer list(Visit visit)`: ask facades with `visit.standing()`, put what the
///    screen shows into a public record (`MarketListPage`) and answer `visit.show("market-list",
///    visit.t("market.title"), page)`. Refusals may be thrown: the person sees the fault page.
/// 3. **Template** `src/main/jte/market-list.jte`: `@param Shell s`, `@param MarketListPage p`,
///    then `@template.layout(s = s, content = @`…`)`. Texts are `${s.t("key")}` or `${s.t("key",
///    "name", value)}` from `i18n/{es,en}/web*.json`; links `${s.in("/market")}` (this community)
///    and `${s.href("/login")}`; figures `${s.amount(unit, minor)}`, `${s.ago(at)}`. Parts:
///    `part/icon`, `part/field`, `part/faults`, `part/face`. One `button gold` a page.
/// 4. **Form**: `Form form = visit.form();` then `try { facade.act(…form.text("title")…); return
///    visit.seeOther("/market?said=published"); } catch (Refused no) { return
///    visit.again(form.refused(no, visit), …same page…); }` The page is shown again with 422, a
///    summary linked to the fields, and what was typed. Forms that make something carry `<input
///    type="hidden" name="id" value="${s.newId()}">`. `?said=x` shows the text `said.x` on the next
///    page. Pages are open to all who belong: what needs a role asks `visit.standing(Role.ADMIN)`
///    or `visit.operator()` first. `visit.standing()` is the organisation somebody chose to act
///    for.
/// 5. **Live**: `visit.hear("trade:" + id)` before `show`, and in the template an element with an
///    `id` and `data-live`: news of the topic fetches the page and replaces that element.
/// 6. **Styles** `web/src/styles`: logical properties only, tokens for colours. Elements `cu-*` in
///    `web/src/ui`, imported lazily unless every page needs them; no inline script or style.
@NullMarked
package org.coomunity.web;

import org.jspecify.annotations.NullMarked;
