package org.coomunity.web;

import java.util.List;
import org.coomunity.base.platform.http.Route;

final class MeritsPages {
  MeritsPages(Pages pages, Web.Modules modules) {}

  List<Route> routes() {
    return List.of();
  }
}
