// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.picture.Picture;
import dev.touchstone.app.upload.DocumentFormat;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Request;
import dev.touchstone.app.web.Response;
import dev.touchstone.app.web.Routes;
import dev.touchstone.gs1.Gtin;
import java.util.Optional;

/// Photos of products: brought in by a form or a program, shown to everybody. Thread-safe.
public final class PhotoPages {
    private static final int FORM_BYTES_MAX = Photos.BYTES_MAX + 64 * 1024;
    private static final int SECONDS_KEPT = 300;

    private final Photos photos;

    /// Addresses of photos.
    public PhotoPages(Photos photos) {
        this.photos = photos;
    }

    /// Adds the addresses.
    public void addTo(Routes routes) {
        Access makers = Access.of(Role.OWNER, Role.QUALITY);
        Access keys = makers.withScope(Scope.REGISTRY);
        String desk = "/desk/products/{gtin}/photo";
        String api = "/api/products/{gtin}/photo";
        routes.get("/products/{gtin}/photo", Access.OPEN, this::show);
        routes.post(desk, makers, FORM_BYTES_MAX, r -> back(upload(r)));
        routes.post(desk + "/remove", makers, r -> back(remove(r)));
        routes.post(desk + "/undo", makers, r -> back(undo(r)));
        routes.post(api, keys, Photos.BYTES_MAX, r -> json(put(r)));
        routes.post(api + "/remove", keys, r -> json(remove(r)));
        routes.post(api + "/undo", keys, r -> json(undo(r)));
    }

    private static Gtin gtin(Request request) {
        return request.part("gtin", Gtin::parse);
    }

    private static Response back(Product product) {
        return Response.seeOther("/desk/products/" + product.gtin().digits());
    }

    private static Response json(Product product) {
        return Response.json(ProductApi.json(product));
    }

    /// Caches keep it for five minutes, and then ask whether it is still the same.
    private Response show(Request request) {
        boolean small = request.query("size").equals(Optional.of("small"));
        PhotoStore.Served photo =
                photos.served(gtin(request), small).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        String tag = '"' + photo.tag() + (small ? "-small" : "") + '"';
        Response response =
                request.header("if-none-match").contains(tag)
                        ? Response.empty(304)
                        : Response.bytes(200, Picture.MEDIA_TYPE, photo.bytes());
        return response.header("ETag", tag)
                .header("Cache-Control", "public, max-age=" + SECONDS_KEPT);
    }

    private Product upload(Request request) {
        request.fields();
        byte[] file =
                request.multipart()
                        .file("photo")
                        .orElseThrow(() -> new Refused(Code.MISSING_FIELD).at("photo"));
        return photos.put(request.signedIn(), gtin(request), file);
    }

    private Product put(Request request) {
        request.requireType(DocumentFormat.JPEG.mediaType(), DocumentFormat.PNG.mediaType());
        return photos.put(request.signedIn(), gtin(request), request.body());
    }

    private Product remove(Request request) {
        return photos.remove(request.signedIn(), gtin(request));
    }

    private Product undo(Request request) {
        return photos.bringBack(request.signedIn(), gtin(request));
    }
}
